import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { cases, decisions } from '@/drizzle/schema/cases'
import { reviews } from '@/drizzle/schema/desk'
import { type Actor, actorId } from '@/lib/access/actor'
import type { CaseRow } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'

/**
 * Why somebody cannot give the second look that a case waits for, as a sentence; null where they can. Four eyes: neither whoever
 * handed it in nor anybody who has decided it before.
 */
export async function whyNotIndependent(
  tx: Transaction,
  found: Pick<CaseRow, 'id' | 'teamId' | 'submittedByKind' | 'submittedById'>,
  memberId: string,
): Promise<string | null> {
  if (found.submittedByKind === 'member' && found.submittedById === memberId) {
    return 'You handed this case in, so somebody else has to give the second look.'
  }
  const decided = await tx.$count(
    decisions,
    and(
      eq(decisions.teamId, found.teamId),
      eq(decisions.caseId, found.id),
      eq(decisions.decidedBy, memberId),
      isNull(decisions.undoneAt),
    ),
  )
  return decided > 0 ? 'You have decided this case before, so somebody else has to give the second look.' : null
}

/** Throws `forbidden` unless this person may give the second look that the case waits for. */
export async function assertIndependent(tx: Transaction, found: CaseRow, memberId: string): Promise<void> {
  const why = await whyNotIndependent(tx, found, memberId)
  if (why) throw new DocketError('forbidden', why)
}

/** A condition on `cases`: true where no second look is awaited, or the actor may give it. */
export function notMineToReview(actor: Actor): SQL {
  const me = actorId(actor)
  return sql`not exists (
    select 1 from ${reviews}
    where ${reviews.teamId} = ${cases.teamId} and ${reviews.caseId} = ${cases.id} and ${reviews.status} = 'open'
      and ((${cases.submittedByKind} = 'member' and ${cases.submittedById} = ${me}) or exists (
        select 1 from ${decisions}
        where ${decisions.teamId} = ${cases.teamId} and ${decisions.caseId} = ${cases.id}
          and ${decisions.decidedBy} = ${me} and ${decisions.undoneAt} is null)))`
}
