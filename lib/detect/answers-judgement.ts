import { mediaNames, verdictSentence } from './describe-evidence'
import { chance, cite, citeWithLimits, deciding, listed, placeOf, sentences } from './evidence-sentences'
import { type Examined, limitsOf } from './examined'
import type { KeptEvidence } from './response'

/** Is it fake or real, and why. */
export function answerVerdict(examined: Examined): string {
  const { verdict, coverage } = examined.result
  const moved = deciding(examined.evidence)
  // The summary has the decisive one's words already.
  const cited = (piece: KeptEvidence) =>
    verdict.summary.includes(piece.explain) ? piece.doesNotShow : citeWithLimits(piece)
  return sentences(
    verdictSentence(examined),
    verdict.summary,
    moved.length > 0
      ? `It rests on ${listed(moved.map(({ title }) => `“${title}”`))}. ${moved.map(cited).join(' ')}`
      : 'Nothing that was found moves the score either way.',
    limitsOf(examined),
    coverage,
  )
}

/** How sure it is, what moved the score, and what speaks against trusting it. */
export function answerScore({ result: { verdict, doubts }, evidence }: Examined): string {
  const moved = deciding(evidence).filter(({ llr }) => llr !== 0)
  const steps = moved.map(
    ({ title, llr, doesNotShow }) => `“${title}” ${llr > 0 ? 'raised' : 'lowered'} it (${signed(llr)}). ${doesNotShow}`,
  )
  return sentences(
    `The score is ${chance(verdict.score)}, the larger of two: ${chance(verdict.synthetic)} for synthetic and ${chance(verdict.manipulated)} for manipulated.`,
    moved.length > 0
      ? `In log-likelihood ratios: ${steps.join(' ')}`
      : 'No evidence moved it, so it is where it started and says nothing either way.',
    doubts.length > 0
      ? `Reasons to doubt it: ${doubts.map(({ says }) => says).join(' ')}`
      : 'The analysis noted no particular reason to doubt it.',
  )
}

/** Whether it was edited, and where. */
export function answerEditing({ result, evidence }: Examined): string {
  const found = evidence.filter(({ status, points }) => status === 'hit' && points === 'manipulated')
  const others = evidence.filter((piece) => piece.family === 'edit' && !found.includes(piece))
  const programs = evidence.filter(
    ({ family, status, points, explain }) =>
      family === 'metadata' && status === 'hit' && points === 'context' && explain.includes('editing program'),
  )
  const places = found.map(placeOf).filter(Boolean)
  return sentences(
    found.length > 0
      ? `There are signs of editing: ${found.map(citeWithLimits).join(' ')}`
      : `No check found that this ${mediaNames[result.mediaType]} was manipulated, which does not show that it was not.`,
    places.length > 0 && `Where: ${places.join(' ')}`,
    found.length > 0 && places.length === 0 && 'The evidence does not say where in the media.',
    ...programs.map(citeWithLimits),
    others.length > 0 &&
      `Of the other checks for editing: ${others.map((piece) => (piece.status === 'hit' ? citeWithLimits : cite)(piece)).join(' ')}`,
    found.length > 0 && `The chance that it is manipulated is put at ${chance(result.verdict.manipulated)}.`,
  )
}

function signed(llr: number): string {
  return `${llr > 0 ? '+' : '−'}${Math.abs(llr).toFixed(2)}`
}
