/** A run, as far as it says where its case stands. */
export interface JudgedRun {
  status: 'processing' | 'completed' | 'failed'
  label: string | null
  /** Probability 0-1. */
  score: number | null
  errorMessage: string | null
  /** How many reasons to doubt its score it gives. */
  doubts?: number
}

export type RunsOutcome =
  | { state: 'analysing' }
  /** `bySecond`: the deciding detector failed, and the verdict is the second opinion's. */
  | { state: 'waiting'; label: string | null; score: number | null; doubts: number; bySecond: boolean }
  | { state: 'failed'; failure: string }

/**
 * What the runs of one round make of their case: the deciding one's verdict; where that one failed, the second opinion's;
 * where both did, a failure. As long as a verdict can still come, the case is being analysed.
 */
export function outcomeOfRuns(deciding: JudgedRun, second: JudgedRun | null): RunsOutcome {
  if (deciding.status === 'completed') return verdictOf(deciding, false)
  if (deciding.status === 'processing' || second?.status === 'processing') return { state: 'analysing' }
  if (second?.status === 'completed') return verdictOf(second, true)
  const reason = deciding.errorMessage ?? 'The analysis failed.'
  if (!second?.errorMessage || second.errorMessage === reason) return { state: 'failed', failure: reason }
  return { state: 'failed', failure: `${reason} The second opinion failed too: ${second.errorMessage}`.slice(0, 1000) }
}

/** What a moderator reads where a case stands by its second opinion alone; null elsewhere. */
export function whySecondDecides(deciding: JudgedRun, second: JudgedRun | null): string | null {
  const outcome = outcomeOfRuns(deciding, second)
  if (outcome.state !== 'waiting' || !outcome.bySecond) return null
  return `The verdict is the second opinion’s, because the first detector failed: ${deciding.errorMessage ?? 'no reason given.'}`
}

function verdictOf({ label, score, doubts = 0 }: JudgedRun, bySecond: boolean): RunsOutcome {
  return { state: 'waiting', label, score, doubts, bySecond }
}
