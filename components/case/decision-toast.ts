import type { MadeDecision } from './case-actions'

/** The id of the toast that tells of a decision, so that it goes when the decision does. */
export function decisionToast(decisionId: string): string {
  return `decision-${decisionId}`
}

/** What came of a decision, in words. `goOn`: the next case was asked for. */
export function madeWords({ review, next, why }: Pick<MadeDecision, 'review' | 'next' | 'why'>, goOn: boolean): string {
  const came = review ? reviewWords[review] : 'You can take it back until it is final.'
  if (!goOn || next !== null) return came
  return `${came} ${noneWords[why ?? 'unknown']}`
}

/** Why there is no next case. That nothing waits is said only where it is known. */
export const noneWords: Record<NonNullable<MadeDecision['why']> | 'unknown', string> = {
  nothing_left: 'No other case waits for you.',
  budget: 'You have seen as much media today as was set for a day.',
  too_far: 'No next case was found in time; choose fewer filters.',
  unknown: 'The next case could not be looked up; open it from the queue.',
}

const reviewWords: Record<NonNullable<MadeDecision['review']>, string> = {
  asked: 'Somebody else has to look before it counts.',
  upheld: 'Your second look came to the same decision.',
  overruled: 'Your second look came to another decision, which stands instead.',
}
