import { sql } from 'drizzle-orm'
import type { Role } from '@/lib/access/actor'
import { digest } from '@/lib/access/digest'
import { now } from '@/lib/clock'
import { database } from '@/lib/db/client'
import { type InvitationState, invitationState } from './invitation-state'

export interface FoundInvitation {
  teamId: string
  teamName: string
  invitationId: string
  /** Lower case; null: for whoever has the link. */
  email: string | null
  role: Role
  /** Null: whoever runs the server. */
  invitedBy: string | null
  expiresAt: Date
  state: InvitationState
}

interface Row extends Record<string, unknown> {
  team_id: string
  team_name: string
  id: string
  email: string | null
  role: Role
  invited_by: string | null
  expires_at: Date
  accepted_at: Date | null
  revoked_at: Date | null
}

/** The invitation behind a link's token, in whatever state; null for none. */
export async function findInvitation(token: string): Promise<FoundInvitation | null> {
  const [row] = await database().execute<Row>(sql`select * from find_invitation(${digest(token)})`)
  if (!row) return null
  const dates = {
    acceptedAt: row.accepted_at && new Date(row.accepted_at),
    revokedAt: row.revoked_at && new Date(row.revoked_at),
    expiresAt: new Date(row.expires_at),
  }
  return {
    teamId: row.team_id,
    teamName: row.team_name,
    invitationId: row.id,
    email: row.email,
    role: row.role,
    invitedBy: row.invited_by,
    expiresAt: dates.expiresAt,
    state: invitationState(dates, now()),
  }
}
