import { sql } from 'drizzle-orm'
import { database } from '@/lib/db/client'

/** The id of the team with this name, in whatever case it is written; null when there is none. */
export async function findTeam(name: string): Promise<string | null> {
  const [row] = await database().execute<{ id: string | null }>(sql`select find_team(${name.trim()}) as id`)
  return row?.id ?? null
}

/** The ids of all teams. */
export async function listTeams(): Promise<string[]> {
  const rows = await database().execute<{ id: string }>(sql`select all_teams() as id`)
  return rows.map(({ id }) => id)
}
