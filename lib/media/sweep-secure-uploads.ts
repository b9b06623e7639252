import { and, asc, eq, gt, lt, sql } from 'drizzle-orm'
import { uploadKeys } from '@/drizzle/schema/retention'
import { secureUploads } from '@/drizzle/schema/secure-uploads'
import { database, withTeam } from '@/lib/db/client'
import { log } from '@/lib/log'
import { shredKeys } from '@/lib/retention/case-key'
import { storeHolding } from './store'

/**
 * Deletes secure uploads whose hour is over: the row, and before it the file when no request used it. A file that cannot
 * be deleted keeps its row and is tried again at the next sweep. Answers how many files it deleted.
 */
export async function sweepSecureUploads(): Promise<number> {
  const teams = await database().execute<{ id: string }>(sql`select all_teams() as id`)
  let files = 0
  for (const { id: teamId } of teams) {
    let after: string | undefined
    do {
      const next = await sweepNext(teamId, after)
      after = next?.id
      if (next?.deletedFile) files++
    } while (after)
  }
  if (files > 0) await shredKeys()
  if (files > 0) log.info({ files }, 'deleted secure uploads that nobody used')
  return files
}

/** The first expired upload after this id, in a transaction of its own; undefined when there is none. */
function sweepNext(teamId: string, after?: string): Promise<{ id: string; deletedFile: boolean } | undefined> {
  return withTeam(teamId, async (tx) => {
    // Locked: a request that began before the hour was over may just be taking it, and is waited for at the next sweep.
    const [found] = await tx
      .select()
      .from(secureUploads)
      .where(
        and(
          eq(secureUploads.teamId, teamId),
          lt(secureUploads.expiresAt, sql`now()`),
          after === undefined ? undefined : gt(secureUploads.id, after),
        ),
      )
      .orderBy(asc(secureUploads.id))
      .limit(1)
      .for('update', { skipLocked: true })
    if (!found) return undefined
    const { id, usedAt, storeKey } = found
    try {
      if (usedAt === null) await storeHolding(found).delete(storeKey)
    } catch (error) {
      log.warn({ err: error, uploadId: id }, 'could not delete a secure upload that nobody used; the next sweep will')
      return { id, deletedFile: false }
    }
    await tx.delete(uploadKeys).where(and(eq(uploadKeys.teamId, teamId), eq(uploadKeys.uploadId, id)))
    await tx.delete(secureUploads).where(and(eq(secureUploads.teamId, teamId), eq(secureUploads.id, id)))
    return { id, deletedFile: usedAt === null }
  })
}
