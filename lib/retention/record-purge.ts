import { and, count, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { media } from '@/drizzle/schema/media'
import { secureUploads } from '@/drizzle/schema/secure-uploads'
import { type CaseRow, lockCase } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { listDueCopies } from './due-copies'
import { isWorkedOn } from './is-worked-on'
import { forgetMedia, redactCase } from './redact-case'

/**
 * Notes that copies of a case's media were found to be gone; the case is purged once none is left that has to go.
 * `again`: something came meanwhile (a copy, a withdrawal), so the purge has to look once more.
 */
export const recordPurge = command({
  permission: 'case.purge',
  input: z.object({ caseId: z.uuid(), copyIds: z.array(z.uuid()) }),
  async run(tx, { caseId, copyIds }, actor) {
    const found = await lockCase(tx, actor, caseId)
    await markDeleted(tx, found, copyIds)
    if (found.retention !== 'purging') return { result: { again: found.retention === 'due' }, events: [] }
    // What runs queues the purge when it ends.
    if (await isWorkedOn(tx, actor.teamId, caseId)) return { result: { again: false }, events: [] }
    if ((await listDueCopies(tx, found)).length > 0) return { result: { again: true }, events: [] }
    if (found.withdrawnAt) await redactCase(tx, found)
    await tx
      .update(cases)
      .set({ retention: 'purged', fileDeletedAt: sql`now()`, sourceUrl: null, updatedAt: sql`now()` })
      .where(and(eq(cases.teamId, actor.teamId), eq(cases.id, caseId)))
    const [gone] = await tx
      .select({ copies: count() })
      .from(media)
      .where(and(eq(media.teamId, actor.teamId), eq(media.caseId, caseId), isNotNull(media.deletedAt)))
    const because = found.withdrawnAt ? 'withdrawn' : 'zero_retention'
    return {
      result: { again: false },
      events: [{ type: 'case.purged', caseId, because, copies: gone?.copies ?? 0 }],
    }
  },
})

async function markDeleted(tx: Transaction, found: CaseRow, copyIds: string[]): Promise<void> {
  if (copyIds.length === 0) return
  const { teamId } = found
  await tx
    .update(media)
    .set({ deletedAt: sql`coalesce(${media.deletedAt}, now())` })
    .where(and(eq(media.teamId, teamId), eq(media.caseId, found.id), inArray(media.id, copyIds)))
  await forgetMedia(tx, found)
  // The bytes of a secure upload became the original; its row would still tell what they were.
  await tx
    .update(secureUploads)
    .set({ sha256: '' })
    .where(and(eq(secureUploads.teamId, teamId), inArray(secureUploads.id, copyIds), isNotNull(secureUploads.usedAt)))
}
