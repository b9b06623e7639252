import { and, eq } from 'drizzle-orm'
import { sessions } from '@/drizzle/schema/teams'
import { recordEvents } from '@/lib/audit/record'
import { now } from '@/lib/clock'
import { withTeam } from '@/lib/db/client'
import type { Member } from './actor'
import { findSession } from './find-session'

/** Ends the member's present session; its cookie is worth nothing from the next request on. */
export async function signOutMember(member: Member): Promise<void> {
  await withTeam(member.teamId, async (tx) => {
    await tx
      .update(sessions)
      .set({ revokedAt: now() })
      .where(and(eq(sessions.teamId, member.teamId), eq(sessions.id, member.sessionId)))
    await recordEvents(tx, member, [{ type: 'member.signed_out', memberId: member.memberId }])
  })
}

/** The same for a session known by its id alone; nothing happens when it is over already. */
export async function signOutSession(sessionId: string): Promise<void> {
  const member = await findSession(sessionId)
  if (member) await signOutMember(member)
}
