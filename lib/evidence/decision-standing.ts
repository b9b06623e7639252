import type { OpenedEntry } from './opened-entry'

/** What became of a decision, as far as its case's entries tell. */
export interface DecisionStanding {
  /** Whether it is the one that counts. */
  stands: boolean
  takenBackAt: Date | null
  /** The decision that counts instead, after a second look, an appeal, or because the case was decided anew. */
  replacedBy: string | null
  /** Whether somebody else still has to look before it counts. An appeal leaves it standing until it is answered. */
  awaitsSecondLook: boolean
}

/** What became of the decision at that place of its case's entries, which are in their own order. */
export function decisionStanding(entries: readonly OpenedEntry[], at: number): DecisionStanding {
  const decisionId = entries[at]?.facts.decisionId
  const undone = new Map(
    entries.flatMap(({ type, facts, at }) =>
      type === 'case.decision_undone' ? [[facts.decisionId, at] as const] : [],
    ),
  )
  const takenBackAt = undone.get(decisionId) ?? null
  const later = entries
    .slice(at + 1)
    .findLast(({ type, facts }) => type === 'case.decided' && !undone.has(facts.decisionId))
  const replacedBy = typeof later?.facts.decisionId === 'string' ? later.facts.decisionId : null
  const awaitsSecondLook = takenBackAt === null && replacedBy === null && isAwaited(entries, decisionId, undone)
  return {
    stands: takenBackAt === null && replacedBy === null && !awaitsSecondLook,
    takenBackAt,
    replacedBy,
    awaitsSecondLook,
  }
}

/** Whether a second look at it was asked for that has not ended; one whose own decision was taken back is awaited again. */
function isAwaited(entries: readonly OpenedEntry[], decisionId: unknown, undone: ReadonlyMap<unknown, Date>): boolean {
  const ended = new Set(
    entries
      .filter(
        ({ type, facts }) =>
          type === 'review.withdrawn' || (type === 'review.answered' && !undone.has(facts.newDecisionId)),
      )
      .map(({ facts }) => facts.reviewId),
  )
  return entries.some(
    ({ type, facts }) =>
      type === 'review.asked' &&
      facts.kind === 'second_review' &&
      facts.decisionId === decisionId &&
      !ended.has(facts.reviewId),
  )
}
