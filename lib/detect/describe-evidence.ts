import { describeMaking } from './describe-making'
import { chance, deciding, listed, placeOf, sentences, standingOut } from './evidence-sentences'
import { type Examined, limitsOf } from './examined'
import type { IntelligenceDescription } from './intelligence'

const points: Record<string, string> = {
  synthetic: 'That points to synthetic media.',
  manipulated: 'That points to manipulated media.',
  context: 'That decides nothing by itself.',
}

/** How a medium is called in a sentence. */
export const mediaNames = { image: 'picture', audio: 'recording', video: 'video' } as const

/**
 * The report in words, by rule and without a language model (engine.md, "Where results go in the contract"). It is made of
 * the verdict's own evidence and knows nothing that the verdict does not; what the evidence cannot say is absent: who
 * speaks, what is said or shown, whether it is true, whether a person is live.
 */
export function describeEvidence(examined: Examined): IntelligenceDescription {
  const making = describeMaking(examined)
  const findings = describeFindings(examined)
  if (examined.result.mediaType === 'image') {
    return {
      authenticity_analysis: describeVerdict(examined),
      abnormalities: findings,
      ...(making && { context_and_setting: making }),
    }
  }
  const altered = describeAlterations(examined)
  return {
    // The contract's keys for sound and video have no place of its own for the verdict.
    abnormalities: sentences(verdictSentence(examined), findings, limitsOf(examined), examined.result.coverage),
    ...(making && { context: making }),
    ...(altered && { digitally_altered: altered }),
  }
}

/** The verdict with its number, in a sentence. */
export function verdictSentence({ result: { mediaType, verdict } }: Examined): string {
  const what = mediaNames[mediaType]
  return `The verdict is “${verdict.label}”: the chance that this ${what} is synthetic or manipulated is put at ${chance(verdict.score)}.`
}

function describeVerdict(examined: Examined): string {
  const { verdict, doubts, coverage } = examined.result
  const moved = deciding(examined.evidence)
  const [first] = moved
  return sentences(
    verdictSentence(examined),
    verdict.summary,
    first
      ? `It rests on ${listed(moved.map(({ title }) => `“${title}”`))}. ${first.doesNotShow}`
      : 'Nothing that was found moves the score either way.',
    doubts.length > 0 && `Reasons to doubt it: ${doubts.map(({ says }) => says).join(' ')}`,
    limitsOf(examined),
    coverage,
  )
}

function describeFindings(examined: Examined): string {
  const found = standingOut(examined)
  if (found.length === 0)
    return 'Nothing stood out in the checks that applied, which does not show that nothing is there.'
  return found
    .map((piece) => sentences(`“${piece.title}”: ${piece.explain}`, points[piece.points], placeOf(piece)))
    .join(' ')
}

/** Only where a check found a change. That none did is no proof of there being none, so it is not said as `false`. */
function describeAlterations({ result, evidence }: Examined): IntelligenceDescription['digitally_altered'] {
  const found = evidence.filter((piece) => piece.status === 'hit' && piece.points === 'manipulated')
  if (found.length === 0) return undefined
  return {
    detected: true,
    confidence: Math.round(result.verdict.manipulated * 1000) / 10,
    alterations: sentences(
      ...found.map(({ title, explain }) => `“${title}”: ${explain}`),
      'The confidence is the verdict’s own probability that the media was manipulated.',
    ),
  }
}
