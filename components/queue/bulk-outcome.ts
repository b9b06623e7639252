import type { ItemResult } from '@/lib/queues/each-case'

/** What became of one chosen case. */
export interface Outcome {
  caseId: string
  number: number
  /** Why it was not done; null: it was. */
  refused: string | null
}

/** The outcomes with the cases' numbers, refusals first. */
export function outcomesOf(cases: { id: string; number: number }[], results: ItemResult<object>[]): Outcome[] {
  const numbers = new Map(cases.map(({ id, number }) => [id, number]))
  const all = results.flatMap((result) => {
    const number = numbers.get(result.caseId)
    if (number === undefined) return []
    return { caseId: result.caseId, number, refused: result.ok ? null : result.message }
  })
  return [...all.filter(({ refused }) => refused !== null), ...all.filter(({ refused }) => refused === null)]
}

/** What was done in one sentence: "3 cases taken, 1 not." `did` as in "taken". */
export function outcomeSentence(outcomes: Outcome[], did: string): string {
  const done = outcomes.filter(({ refused }) => refused === null).length
  const not = outcomes.length - done
  if (not === 0) return `${many(done)} ${did}.`
  if (done === 0) return not === 1 ? `The case was not ${did}.` : `None of ${many(not)} was ${did}.`
  return `${many(done)} ${did}, ${not} not.`
}

function many(n: number): string {
  return n === 1 ? '1 case' : `${n} cases`
}
