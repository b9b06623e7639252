import { sql } from 'drizzle-orm'
import type { Transaction } from '@/lib/db/client'

/**
 * Locks a person's account until the transaction ends: of what ends their sessions, opens one, and moves one to another team,
 * one waits. Or whoever signs in or changes team all the time would keep a session.
 */
export async function holdPerson(tx: Transaction, memberId: string): Promise<void> {
  // Changes nothing: the account belongs to no team, so it is not there to be selected for update.
  await tx.execute(sql`select set_account(${memberId}::uuid, null, null, null)`)
}
