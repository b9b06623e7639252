import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { query } from '@/lib/db/query'
import { asMember } from './as-member'

interface SessionRow extends Record<string, unknown> {
  session_id: string
  team_id: string
  team_name: string
  by: 'password' | 'oidc'
  browser: string
  address: string
  created_at: Date
  last_seen_at: Date
  expires_at: Date
}

/** One's own sessions that hold, in whichever team: this one first, then the one last seen. */
export const listOwnSessions = query({
  permission: 'account.manage',
  input: z.object({}),
  async run(tx, _input, actor) {
    const { memberId, sessionId, teamId } = asMember(actor)
    const rows = await tx.execute<SessionRow>(sql`select * from sessions_of(${memberId}::uuid)`)
    return rows
      .map((row) => ({
        sessionId: row.session_id,
        /** Whether it is the one that asks. */
        present: row.session_id === sessionId,
        /** The team it is in, where that is another than the asker's. */
        otherTeam: row.team_id === teamId ? null : row.team_name,
        by: row.by,
        browser: row.browser || 'An unknown browser',
        address: row.address || 'an unknown address',
        signedInAt: new Date(row.created_at),
        lastSeenAt: new Date(row.last_seen_at),
        expiresAt: new Date(row.expires_at),
      }))
      .sort((one, other) => Number(other.present) - Number(one.present))
  },
})

export type OwnSession = Awaited<ReturnType<typeof listOwnSessions>>[number]
