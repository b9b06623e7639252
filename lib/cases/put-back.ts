import { and, eq, sql } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import type { Transaction } from '@/lib/db/client'
import { type CaseChange, type CaseRow, moveCase } from './move-case'

/** Lets a locked case wait for somebody, whoever had it; one that waits already only changes. Throws `conflict`. */
export async function putBack(tx: Transaction, found: CaseRow, change: CaseChange = {}): Promise<void> {
  const free = { claimedBy: null, claimedUntil: null, decidedAt: null, ...change }
  if (found.state !== 'waiting') return moveCase(tx, found, 'waiting', free)
  await tx
    .update(cases)
    .set({ ...free, updatedAt: sql`now()` })
    .where(and(eq(cases.teamId, found.teamId), eq(cases.id, found.id)))
}
