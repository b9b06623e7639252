import { sql } from 'drizzle-orm'
import type { Transaction } from './client'
import { DatabaseFailure } from './database-failure'

/** Lets each statement of this transaction, from here on, take so many milliseconds and no longer: then it fails as `isTooSlow`. */
export async function limitTime(tx: Transaction, milliseconds: number): Promise<void> {
  await tx.execute(sql`select set_config('statement_timeout', ${String(milliseconds)}, true)`)
}

/** The same, and has prepared statements planned each time for their values, where those say which index is the one to walk. */
export async function limitPlannedTime(tx: Transaction, milliseconds: number): Promise<void> {
  await tx.execute(sql`select set_config('statement_timeout', ${String(milliseconds)}, true),
    set_config('plan_cache_mode', 'force_custom_plan', true)`)
}

/**
 * Does a part of a transaction within so many milliseconds a statement, planned as `limitPlannedTime` has it; what comes after it, as
 * waiting for a lock, may take its time.
 */
export async function withinTime<T>(tx: Transaction, milliseconds: number, run: () => Promise<T>): Promise<T> {
  const [kept] = await tx.execute<{ timeout: string; plans: string }>(
    sql`select current_setting('statement_timeout') as timeout, current_setting('plan_cache_mode') as plans`,
  )
  await limitPlannedTime(tx, milliseconds)
  const found = await run()
  await tx.execute(sql`select set_config('statement_timeout', ${kept?.timeout ?? '0'}, true),
    set_config('plan_cache_mode', ${kept?.plans ?? 'auto'}, true)`)
  return found
}

/** Whether a query was ended because it took longer than it may. */
export function isTooSlow(error: unknown): boolean {
  return error instanceof DatabaseFailure && error.code === '57014'
}
