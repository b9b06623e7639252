import crypto from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { and, eq, sql } from 'drizzle-orm'
import { caseKeys } from '@/drizzle/schema/retention'
import { database, type Transaction } from '@/lib/db/client'
import { DatabaseFailure } from '@/lib/db/database-failure'

interface OfCase {
  teamId: string
  caseId: string
}

/** Gives a new case its key: 256 random bits, in a table that is never in the write-ahead log. */
export async function makeCaseKey(tx: Transaction, { teamId, caseId }: OfCase): Promise<Buffer> {
  const key = crypto.randomBytes(32)
  await tx.insert(caseKeys).values({ teamId, caseId, key })
  return key
}

/** A case's key; null once it is gone: purged, or lost in a crash of the database. */
export async function readCaseKey(tx: Transaction, { teamId, caseId }: OfCase): Promise<Buffer | null> {
  const [row] = await tx
    .select({ key: caseKeys.key })
    .from(caseKeys)
    .where(and(eq(caseKeys.teamId, teamId), eq(caseKeys.caseId, caseId)))
  return row?.key ?? null
}

/** Takes a case's key away, in the transaction that ends it. Its bytes go with `shredKeys` afterwards. */
export async function dropCaseKey(tx: Transaction, { teamId, caseId }: OfCase): Promise<void> {
  await tx.delete(caseKeys).where(and(eq(caseKeys.teamId, teamId), eq(caseKeys.caseId, caseId)))
}

/** Tries at the key tables, and how long each waits for them. Others wait behind it meanwhile. */
const tries = 40
const patience = '200ms'

/**
 * Rewrites the key tables, so that keys that were taken away are not in their files either. Milliseconds per thousand keys.
 * Gives way to whoever uses them: nobody else is made to give up for it. Throws when they were in use all the while.
 */
export async function shredKeys(): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await database().transaction(async (tx) => {
        await tx.execute(sql`select set_config('lock_timeout', ${patience}, true)`)
        await tx.execute(sql`select shred_keys()`)
      })
      return
    } catch (error) {
      const isBusy = error instanceof DatabaseFailure && (error.code === '55P03' || error.code === '40P01')
      if (!isBusy || attempt === tries) throw error
      await pause(20 + Math.random() * 80)
    }
  }
}
