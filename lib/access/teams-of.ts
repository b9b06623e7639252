import { sql } from 'drizzle-orm'
import { database } from '@/lib/db/client'
import type { Role } from './actor'

interface TeamRow extends Record<string, unknown> {
  team_id: string
  team_name: string
  role: Role
}

/** The teams a person is in now, the one of their next session first. */
export async function teamsOf(memberId: string): Promise<TeamRow[]> {
  return database().execute<TeamRow>(sql`select * from teams_of(${memberId}::uuid)`)
}
