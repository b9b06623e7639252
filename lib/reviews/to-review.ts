import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import { reviews } from '@/drizzle/schema/desk'
import { type Actor, actorId } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { notMineToReview } from './independent'

/**
 * A condition on `cases`: true where a second look or an appeal is awaited that this person may give now. Not where somebody else is
 * at it or was sent it, nor where it is above them.
 */
export function toReviewBy(actor: Actor): SQL | undefined {
  const me = actorId(actor)
  if (me === null || !may(actor, 'case.review')) return sql`false`
  // As an array: what is awaited is little beside all that waits, so its cases are fetched one by one.
  const awaited = sql`${cases.id} = any (array(select ${reviews.caseId} from ${reviews}
    where ${reviews.teamId} = ${actor.teamId} and ${reviews.status} = 'open'))`
  return and(
    awaited,
    inArray(cases.state, ['waiting', 'claimed']),
    or(isNull(cases.claimedBy), eq(cases.claimedBy, me)),
    or(isNull(cases.assignedTo), eq(cases.assignedTo, me)),
    may(actor, 'case.assign') ? undefined : isNull(cases.escalatedAt),
    isNull(cases.withdrawnAt),
    sql`${cases.purgeReason} is distinct from 'erasure'`,
    notMineToReview(actor),
  )
}
