import { and, eq, gt, inArray, isNull } from 'drizzle-orm'
import { decisions } from '@/drizzle/schema/cases'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'

/** The decisions on these cases of a team that can still be taken back. */
function findEarly(tx: Transaction, teamId: string, caseIds: string[]) {
  return tx
    .select({ id: decisions.id, effectiveAt: decisions.effectiveAt })
    .from(decisions)
    .where(
      and(
        eq(decisions.teamId, teamId),
        inArray(decisions.caseId, caseIds),
        isNull(decisions.undoneAt),
        gt(decisions.effectiveAt, now()),
      ),
    )
}

/** The ids of the decisions on these cases of a team that can still be taken back: outside, they were not made yet. */
export async function earlyDecisions(tx: Transaction, teamId: string, caseIds: string[]): Promise<ReadonlySet<string>> {
  const early = await findEarly(tx, teamId, caseIds)
  return new Set(early.map(({ id }) => id))
}

/** Throws `conflict`, with the seconds that are left, where a decision on the case, or that one, can still be taken back. */
export async function refuseEarly(
  tx: Transaction,
  { teamId, caseId, number, decisionId }: { teamId: string; caseId: string; number: number; decisionId?: string },
): Promise<void> {
  const found = await findEarly(tx, teamId, [caseId])
  const early = found.find(({ id }) => decisionId === undefined || id === decisionId)
  if (early?.effectiveAt) throw tooEarly(number, early.effectiveAt)
}

function tooEarly(number: number, effectiveAt: Date): DocketError {
  const left = Math.max(1, Math.ceil((effectiveAt.getTime() - now().getTime()) / 1000))
  return new DocketError(
    'conflict',
    `The decision on case ${number} can be taken back for another ${left} ${left === 1 ? 'second' : 'seconds'}, and nothing of it leaves before. Ask again then.`,
  )
}
