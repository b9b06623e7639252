import { sql } from 'drizzle-orm'
import { database, type Transaction } from '@/lib/db/client'
import type { Role } from './actor'

interface TeamRow extends Record<string, unknown> {
  team_id: string
  team_name: string
  role: Role
}

/** The teams a person is in now, the one of their next session first; within a transaction, as that left them. */
export async function teamsOf(memberId: string, on: Pick<Transaction, 'execute'> = database()): Promise<TeamRow[]> {
  return on.execute<TeamRow>(sql`select * from teams_of(${memberId}::uuid)`)
}

/** The ids of those teams, in the order in which several are written to (docs/decisions/0011-lock-order.md). */
export async function teamIdsOf(memberId: string, on?: Pick<Transaction, 'execute'>): Promise<string[]> {
  return (await teamsOf(memberId, on)).map(({ team_id }) => team_id).sort()
}
