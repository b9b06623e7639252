import { sql } from 'drizzle-orm'
import { database } from '@/lib/db/client'
import type { Member, Role } from './actor'

interface SessionRow extends Record<string, unknown> {
  session_id: string
  member_id: string
  name: string
  email: string
  team_id: string
  team_name: string
  role: Role
  proved_at: Date
  needs_second_step: boolean
}

/** The member behind a session, with the role they have at this moment; null once it ended or they were removed. */
export async function findSession(sessionId: string): Promise<Member | null> {
  const [row] = await database().execute<SessionRow>(sql`select * from find_session(${sessionId}::uuid)`)
  if (!row) return null
  return {
    kind: 'member',
    teamId: row.team_id,
    teamName: row.team_name,
    memberId: row.member_id,
    sessionId: row.session_id,
    name: row.name,
    email: row.email,
    role: row.role,
    provedAt: new Date(row.proved_at),
    ...(row.needs_second_step && { needsSecondStep: true }),
  }
}
