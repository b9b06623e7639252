import type { Doubt, FrameAnalysis } from '../analysis'
import type { Evidence } from '../evidence'
import { judge } from '../verdict'

/** A track points one way from this score on, and the other way below the other. */
const pointing = 0.7
const notPointing = 0.55

/**
 * The doubt that only one of the tracks points to a fake: sound and picture need not have the same origin. Null where
 * they agree, or where one of them was not looked at.
 */
export function doubtTracks(heard: Evidence[], seen: Evidence[], frames: FrameAnalysis[]): Doubt | null {
  const judged = (evidence: Evidence[]) => evidence.some(({ status }) => status === 'hit' || status === 'clear')
  if (!judged(heard) || frames.length === 0) return null
  const sound = judge(heard).score
  const picture = Math.max(judge(seen).score, ...frames.map(({ verdict }) => verdict.score))
  const says = (points: string, high: number, other: string, low: number): Doubt => ({
    code: 'tracks_disagree',
    says: `The ${points} points to a fake (${high.toFixed(2)}), the ${other} does not (${low.toFixed(2)}): one of them may have been replaced.`,
  })
  if (sound >= pointing && picture <= notPointing) return says('sound', sound, 'picture', picture)
  if (picture >= pointing && sound <= notPointing) return says('picture', picture, 'sound', sound)
  return null
}
