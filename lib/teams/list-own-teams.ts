import { sql } from 'drizzle-orm'
import type { Member, Role } from '@/lib/access/actor'
import { database } from '@/lib/db/client'

/** A team somebody is in, and what they are in it. */
export interface OwnTeam {
  teamId: string
  name: string
  role: Role
}

interface TeamRow extends Record<string, unknown> {
  team_id: string
  team_name: string
  role: Role
}

/** The teams a member can work in, by name; those that shut them out or removed them are not among them. */
export async function listOwnTeams({ memberId }: Member): Promise<OwnTeam[]> {
  const rows = await database().execute<TeamRow>(sql`select * from teams_of(${memberId}::uuid)`)
  return rows
    .map((row) => ({ teamId: row.team_id, name: row.team_name, role: row.role }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en') || one.teamId.localeCompare(other.teamId))
}
