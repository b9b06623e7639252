import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { callbackInbox, remoteRuns } from '@/drizzle/schema/remote-runs'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { lockRun } from './lock-run'
import { noteCallback, noteSuccess } from './note-connection'
import { askJob } from './run-jobs'

const Input = z.object({
  detectionId: z.uuid(),
  /** What may be kept of the reply. */
  reply: z.record(z.string(), z.unknown()),
  /** When it ended there, as it says itself; null while it runs or where it does not say. */
  endedAt: z.date().nullable(),
  /** What it is doing, for a moderator. */
  stage: z.string().min(1).max(200),
  /** The next question: none once it has ended. `ask` as in the job's payload. */
  next: z.object({ inSeconds: z.number().min(0), ask: z.number().int().optional() }).nullable(),
  /** The detection has ended here, and it is asked whether its media is gone there. */
  afterEnd: z.boolean().default(false),
})

/** Notes what another Detect API answered about a detection, what callbacks that settles, and when it is asked next. */
export const noteReply = command({
  permission: 'detection.run',
  input: Input,
  async run(tx, { detectionId, reply, endedAt, stage, next, afterEnd }, { teamId }) {
    const itself = and(eq(remoteRuns.teamId, teamId), eq(remoteRuns.detectionId, detectionId))
    const run = await lockRun(tx, teamId, detectionId)
    const scheduled = next?.ask !== undefined && next.ask === run?.polls
    const [noted] = await tx
      .update(remoteRuns)
      .set({
        reply,
        askedAt: sql`now()`,
        trouble: null,
        troubleForAdmin: null,
        ...(scheduled && { polls: sql`${remoteRuns.polls} + 1` }),
        updatedAt: sql`now()`,
      })
      .where(and(itself, afterEnd ? undefined : ne(remoteRuns.state, 'ended')))
      .returning({ polls: remoteRuns.polls })
    await noteSuccess(tx, teamId)
    await settleInbox(tx, { teamId, detectionId, endedAt })
    if (!noted) return { result: null, events: [] }
    await tx
      .update(detections)
      .set({ stage })
      .where(and(eq(detections.teamId, teamId), eq(detections.id, detectionId), eq(detections.status, 'processing')))
    const jobs = next && scheduled ? [askJob({ teamId, detectionId, ask: noted.polls }, next.inSeconds)] : []
    return { result: null, events: [], jobs }
  },
})

/** The truth is known now, so callbacks that hinted at it are done with; the first one's lag is of interest. */
async function settleInbox(
  tx: Transaction,
  { teamId, detectionId, endedAt }: { teamId: string; detectionId: string; endedAt: Date | null },
): Promise<void> {
  const unhandled = and(
    eq(callbackInbox.teamId, teamId),
    eq(callbackInbox.detectionId, detectionId),
    isNull(callbackInbox.handledAt),
  )
  const hints = await tx
    .select({ at: callbackInbox.createdAt, status: callbackInbox.status })
    .from(callbackInbox)
    .where(unhandled)
    .orderBy(asc(callbackInbox.createdAt))
  if (hints.length === 0) return
  await tx.update(callbackInbox).set({ handledAt: sql`now()` }).where(unhandled)
  const told = hints.find(({ status }) => status === 'completed' || status === 'failed')
  if (told && endedAt) await noteCallback(tx, teamId, told.at, told.at.getTime() - endedAt.getTime())
}
