import { sql } from 'drizzle-orm'
import type { Actor } from '@/lib/access/actor'
import type { Transaction } from '@/lib/db/client'

/**
 * Does a part of a transaction behind the walls of another team than the actor's, and comes back to theirs. Whoever calls it has
 * made sure that the actor belongs there.
 */
export async function inOtherTeam<T>(
  tx: Transaction,
  { actor, teamId }: { actor: Actor; teamId: string },
  run: (there: Actor) => Promise<T>,
): Promise<T> {
  await tx.execute(sql`select set_config('app.team_id', ${teamId}, true)`)
  // What fails ends the transaction, and the setting with it.
  const result = await run({ ...actor, teamId })
  await tx.execute(sql`select set_config('app.team_id', ${actor.teamId}, true)`)
  return result
}
