import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { remoteRuns } from '@/drizzle/schema/remote-runs'
import { command } from '@/lib/db/command'
import type { Job } from '@/lib/jobs/payloads'
import { keptWords } from './kept-words'
import { lockRun } from './lock-run'
import { noteError } from './note-connection'
import { askJob, runJob } from './run-jobs'

const Input = z.object({
  detectionId: z.uuid(),
  /** What keeps it, for a moderator and for an admin. */
  trouble: z.string().min(1),
  troubleForAdmin: z.string().min(1),
  /** The last submission came to nothing there: it counts as none. */
  undone: z.boolean().default(false),
  /** And no earlier one may have been accepted, so it may be sent anew without looking. */
  unsent: z.boolean().default(false),
  next: z.discriminatedUnion('job', [
    z.object({ job: z.literal('send'), inSeconds: z.number().min(0) }),
    /** `ask` as in the job's payload: without it the schedule goes on by itself. */
    z.object({ job: z.literal('ask'), inSeconds: z.number().min(0), ask: z.number().int().optional() }),
  ]),
})

/** Notes what keeps a detection elsewhere from going on, and queues the next try. Nothing once it has ended. */
export const noteTrouble = command({
  permission: 'detection.run',
  input: Input,
  async run(tx, { detectionId, undone, unsent, next, ...said }, { teamId }) {
    const { trouble, troubleForAdmin } = await keptWords(tx, { teamId, detectionId }, said)
    const itself = and(eq(remoteRuns.teamId, teamId), eq(remoteRuns.detectionId, detectionId))
    const run = await lockRun(tx, teamId, detectionId)
    const scheduled = next.job === 'send' || (next.ask !== undefined && next.ask === run?.polls)
    const [noted] = await tx
      .update(remoteRuns)
      .set({
        trouble: trouble.slice(0, 1000),
        troubleForAdmin: troubleForAdmin.slice(0, 1000),
        ...(undone && { sends: sql`greatest(${remoteRuns.sends} - 1, 1)` }),
        ...(unsent && { state: 'queued' as const, sends: 0 }),
        ...(next.job === 'ask' && { askedAt: sql`now()` }),
        ...(next.job === 'ask' && scheduled && { polls: sql`${remoteRuns.polls} + 1` }),
        updatedAt: sql`now()`,
      })
      // Accepted meanwhile, as a callback told: then it was sent after all.
      .where(and(itself, unsent ? inArray(remoteRuns.state, ['queued', 'sending']) : ne(remoteRuns.state, 'ended')))
      .returning({ polls: remoteRuns.polls })
    if (!noted) return { result: null, events: [] }
    await tx
      .update(detections)
      .set({ stage: trouble.slice(0, 200) })
      .where(and(eq(detections.teamId, teamId), eq(detections.id, detectionId), eq(detections.status, 'processing')))
    await noteError(tx, teamId, troubleForAdmin)
    const jobs: Job[] = []
    if (next.job === 'send') jobs.push(runJob({ teamId, detectionId, detector: 'remote' }, next.inSeconds))
    else if (scheduled) jobs.push(askJob({ teamId, detectionId, ask: noted.polls }, next.inSeconds))
    return { result: null, events: [], jobs }
  },
})
