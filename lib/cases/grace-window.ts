import { eq } from 'drizzle-orm'
import { deskSettings } from '@/drizzle/schema/desk'
import type { Transaction } from '@/lib/db/client'
import { undoSeconds } from './undo-window'

/** Where a team has not said otherwise, in seconds. */
const usual = 60

/** Seconds in which a decision can be taken back, and before which nothing of it leaves the house. */
export async function graceSecondsOf(tx: Transaction, teamId: string): Promise<number> {
  const [settings] = await tx
    .select({ graceSeconds: deskSettings.graceSeconds })
    .from(deskSettings)
    .where(eq(deskSettings.teamId, teamId))
  return Math.min(settings?.graceSeconds ?? usual, undoSeconds)
}
