import { and, eq, isNull } from 'drizzle-orm'
import { sessions } from '@/drizzle/schema/teams'
import { recordEvents } from '@/lib/audit/record'
import { now } from '@/lib/clock'
import { withTeam } from '@/lib/db/client'
import type { Member } from './actor'

/** Notes that a member has just proved who they are, in the browser they are at: what asks for it goes on for STEP_UP_MINUTES. */
export async function markProved(member: Member, by: 'password' | 'second_step' | 'oidc'): Promise<void> {
  await withTeam(member.teamId, async (tx) => {
    await tx
      .update(sessions)
      .set({ provedAt: now() })
      .where(and(eq(sessions.teamId, member.teamId), eq(sessions.id, member.sessionId), isNull(sessions.revokedAt)))
    await recordEvents(tx, member, [{ type: 'member.proved', memberId: member.memberId, by }])
  })
}
