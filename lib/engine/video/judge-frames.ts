import type { FrameAnalysis } from '../analysis'
import type { Evidence } from '../evidence'
import type { ScoredPiece } from '../model/check-content'
import { weighScore } from '../model/weigh-score'
import { toEvidence } from '../to-evidence'
import { judge } from '../verdict'
import type { CheckedFrame } from './examine-frame'

/** The checks of frames whose hits can move a score; all others measure, or say what a frame is. */
const judging: ReadonlySet<string> = new Set(['jpeg.ghost', 'model.content'])

/**
 * Frames as they are told: with a verdict by the rules of the whole where a check that can move one gave an answer, and
 * without any where none did. `scored`: what models gave single frames. `prior`: log-odds.
 */
export function judgeFrames(frames: CheckedFrame[], scored: ScoredPiece[], prior = 0): FrameAnalysis[] {
  return frames.map(({ second, evidence }) => {
    const models = scored.filter((piece) => piece.second === second)
    const all = [...evidence, ...models.map(weighPiece)]
    const hits = all
      .filter(({ status }) => status === 'hit')
      .map(({ check, title, explain }) => ({ check, title, explain }))
    return {
      second,
      verdict: all.some(judged) ? judge(all, prior) : null,
      hits,
      ...(models.length > 0 && { models: models.map(({ definition, score }) => ({ model: definition.name, score })) }),
    }
  })
}

/** What the score of one frame is worth: the model's threshold and card are for whole files, so it is their rule. */
export function weighPiece({ definition, score }: ScoredPiece): Evidence {
  return toEvidence('model.content', weighScore(definition, score))
}

function judged({ check, status }: Evidence): boolean {
  return judging.has(check) && (status === 'hit' || status === 'clear')
}
