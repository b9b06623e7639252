import { aliasedTable, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { invitations } from '@/drizzle/schema/sign-in'
import { members } from '@/drizzle/schema/teams'
import { now } from '@/lib/clock'
import { query } from '@/lib/db/query'
import { invitationState } from './invitation-state'

/** The most that are told at once, the latest first. */
const most = 100

/** The team's invitations and what became of them; never their links, of which only a hash is kept. */
export const listInvitations = query({
  permission: 'member.read',
  input: z.object({}),
  async run(tx, _input, { teamId }) {
    const accepting = aliasedTable(members, 'accepting')
    const { id, email, role, createdAt, expiresAt, acceptedAt, revokedAt } = invitations
    const found = await tx
      .select({
        invitationId: id,
        email,
        role,
        createdAt,
        expiresAt,
        acceptedAt,
        revokedAt,
        /** Null: whoever runs the server. */
        invitedBy: members.name,
        acceptedBy: accepting.name,
      })
      .from(invitations)
      .leftJoin(members, eq(members.id, invitations.invitedBy))
      .leftJoin(accepting, eq(accepting.id, invitations.acceptedBy))
      .where(eq(invitations.teamId, teamId))
      .orderBy(desc(createdAt), desc(id))
      .limit(most)
    const at = now()
    return found.map((one) => ({ ...one, state: invitationState(one, at) }))
  },
})

export type TeamInvitation = Awaited<ReturnType<typeof listInvitations>>[number]
