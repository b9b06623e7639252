import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { sessions } from '@/drizzle/schema/teams'
import type { Actor } from '@/lib/access/actor'
import type { AuditEvent } from '@/lib/audit/events'
import { handOverClaims } from '@/lib/cases/hand-over-claims'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { revokeInvitationsOf } from './revoke-invitations-of'

/** Who gets the cases that somebody has taken or was sent; null: back into their queues. */
export const ClaimsTo = z.uuid().nullable().default(null)

/**
 * What ends with somebody's access to a team: their sessions in it, the invitations they made, and their claims, which go
 * to a colleague or back into their queues. Throws `bad_request` with `fields` for a colleague who cannot have them.
 */
export async function endAccess(
  tx: Transaction,
  actor: Actor,
  { memberId, claimsTo }: { memberId: string; claimsTo: string | null },
): Promise<AuditEvent[]> {
  await tx
    .update(sessions)
    .set({ revokedAt: now() })
    .where(and(eq(sessions.teamId, actor.teamId), eq(sessions.memberId, memberId), isNull(sessions.revokedAt)))
  const revoked = await revokeInvitationsOf(tx, actor.teamId, memberId)
  return [...revoked, ...(await handOverClaims(tx, actor, { memberId, to: claimsTo }))]
}
