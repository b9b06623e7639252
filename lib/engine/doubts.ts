import type { Doubt, FrameAnalysis, MediaFacts, Verdict } from './analysis'
import { doubtCompression } from './doubt-compression'
import { doubtDistribution } from './doubt-distribution'
import { doubtLabel } from './doubt-label'
import type { Evidence } from './evidence'
import { capOf } from './verdict'

/** Below these the checks have too little to go on. */
export const shortSeconds = 2
export const smallSidePixels = 256
export const frameDisagreement = 0.2

/** What reasons to distrust the score are looked for in. */
export interface DoubtGrounds {
  facts: MediaFacts
  evidence: Evidence[]
  verdict: Verdict
  frames: FrameAnalysis[]
}

/** Reasons to distrust the score, with the value behind each. A check may add doubts of its own to these. */
export function listDoubts({ facts, evidence, verdict, frames }: DoubtGrounds): Doubt[] {
  const doubts: Doubt[] = []
  const { durationSeconds, width, height } = facts
  if (durationSeconds !== null && durationSeconds < shortSeconds) {
    doubts.push({ code: 'short', says: `Only ${durationSeconds.toFixed(1)} seconds long; little to go on.` })
  }
  if (width !== null && height !== null && Math.min(width, height) < smallSidePixels) {
    doubts.push({ code: 'low_resolution', says: `Only ${width} × ${height} pixels; traces are lost at that size.` })
  }
  const compressed = doubtCompression(facts, evidence)
  if (compressed) doubts.push(compressed)
  doubts.push(...doubtDistribution(facts, evidence))
  const spread = deviation(frames.flatMap(({ verdict: judged }) => (judged ? [judged.score] : [])))
  if (spread > frameDisagreement) {
    doubts.push({
      code: 'frames_disagree',
      says: `The scores of the frames differ widely (standard deviation ${spread.toFixed(2)}).`,
    })
  }
  const unsettled = doubtLabel(verdict, evidence)
  if (unsettled) doubts.push(unsettled)
  if (!evidence.some((item) => capOf(item) !== undefined) && verdict.label === 'Neutral/Uncertain') {
    doubts.push({
      code: 'nothing_decides',
      says: `No check found anything that decides; the score of ${verdict.score.toFixed(2)} is where it started.`,
    })
  }
  return doubts
}

function deviation(values: number[]): number {
  if (values.length < 2) return 0
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}
