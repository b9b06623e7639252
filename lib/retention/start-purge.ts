import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { lockCase } from '@/lib/cases/move-case'
import { command } from '@/lib/db/command'
import { type DueCopy, listDueCopies } from './due-copies'
import { isHeldByJob, isWorkedOn } from './is-worked-on'

/** Seconds until a purge that came while a worker still held the media is tried again. */
const pause = 1

export interface StartedPurge {
  copies: DueCopy[]
  /** Whose work folders go as well. */
  detectionIds: string[]
}

/**
 * Begins the deletion of a case's media: which copies have to go. Null when there is nothing to do: nothing is due, or
 * what still runs queues the purge when it ends, or a worker still holds the bytes and the purge comes again by itself.
 */
export const startPurge = command({
  permission: 'case.purge',
  input: z.object({ caseId: z.uuid() }),
  async run(tx, { caseId }, actor) {
    const { teamId } = actor
    const found = await lockCase(tx, actor, caseId)
    const isDue = found.retention === 'due' || found.retention === 'purging'
    if (!isDue || (await isWorkedOn(tx, teamId, caseId))) return { result: null, events: [] }
    const runs = await tx
      .select({ id: detections.id })
      .from(detections)
      .where(and(eq(detections.teamId, teamId), eq(detections.caseId, caseId)))
    const detectionIds = runs.map(({ id }) => id)
    if (await isHeldByJob(tx, detectionIds)) {
      return { result: null, events: [], jobs: [['case.purge', { teamId, caseId }, { startAfterSeconds: pause }]] }
    }
    await tx
      .update(cases)
      .set({ retention: 'purging', updatedAt: sql`now()` })
      .where(and(eq(cases.teamId, teamId), eq(cases.id, caseId)))
    const result: StartedPurge = { copies: await listDueCopies(tx, found), detectionIds }
    return { result, events: [] }
  },
})
