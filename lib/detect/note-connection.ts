import { eq, sql } from 'drizzle-orm'
import { detectorConnections } from '@/drizzle/schema/detector-connections'
import type { Transaction } from '@/lib/db/client'

/** A success is noted again only after this long: every answer is one. */
const pause = sql`interval '5 seconds'`

/** Notes that the team's Detect API answered as it should. A team on this instance's connection gets a row for it. */
export async function noteSuccess(tx: Transaction, teamId: string): Promise<void> {
  await tx
    .insert(detectorConnections)
    .values({ teamId, use: 'remote', lastSuccessAt: sql`now()` })
    .onConflictDoUpdate({
      target: detectorConnections.teamId,
      set: { lastSuccessAt: sql`now()` },
      setWhere: sql`${detectorConnections.lastSuccessAt} is null
        or ${detectorConnections.lastSuccessAt} < now() - ${pause}
        or ${detectorConnections.lastSuccessAt} < ${detectorConnections.lastErrorAt}`,
    })
}

/** Notes what went wrong with the team's Detect API, in a sentence for an admin. */
export async function noteError(tx: Transaction, teamId: string, says: string): Promise<void> {
  const failed = { lastErrorAt: sql`now()`, lastError: says.slice(0, 1000) }
  await tx
    .insert(detectorConnections)
    .values({ teamId, use: 'remote', ...failed })
    .onConflictDoUpdate({ target: detectorConnections.teamId, set: failed })
}

/** Notes how long a callback took from the end of its detection there. Milliseconds. */
export async function noteCallback(tx: Transaction, teamId: string, at: Date, lag: number): Promise<void> {
  await tx
    .update(detectorConnections)
    .set({ lastCallbackAt: at, lastCallbackLag: Math.round(Math.min(Math.max(0, lag), 2 ** 31 - 1)) })
    .where(eq(detectorConnections.teamId, teamId))
}
