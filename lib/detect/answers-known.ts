import { citeWithLimits, sentences } from './evidence-sentences'
import type { Examined } from './examined'

/** Whether the media is known here: from a decided case, or from a list. */
export function answerKnown({ evidence, zeroRetention }: Examined): string {
  const pieces = evidence.filter(({ check }) => check === 'match.known')
  const matches = pieces.filter(({ status }) => status === 'hit')
  return sentences(
    pieces.length === 0
      ? 'This run was not compared with known media.'
      : matches.length > 0
        ? `It matches ${matches.length === 1 ? 'media that is' : `${matches.length} media that are`} known here.`
        : pieces.some(({ status }) => status === 'clear')
          ? 'It matches nothing that is known here.'
          : 'It could not be compared with known media.',
    ...pieces.map(citeWithLimits),
    ...evidence.filter(({ check }) => check === 'match.web').map(citeWithLimits),
    matches.length > 0 && zeroRetention && 'Under zero retention, which it was is not kept.',
  )
}
