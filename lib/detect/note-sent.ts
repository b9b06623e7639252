import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { remoteRuns } from '@/drizzle/schema/remote-runs'
import { command } from '@/lib/db/command'
import { lockRun } from './lock-run'
import { noteSuccess } from './note-connection'
import { nextAskIn } from './poll-schedule'
import { askJob } from './run-jobs'

const Input = z.object({
  detectionId: z.uuid(),
  /** Its uuid there, as it was spelled. */
  remoteUuid: z.string().min(1).max(200),
  /** What it is doing, for a moderator. */
  stage: z.string().min(1).max(200),
})

/**
 * Notes that another Detect API has accepted a detection, and queues the first question about it. `kept: false`: it was
 * noted already, or has ended.
 */
export const noteSent = command({
  permission: 'detection.run',
  input: Input,
  async run(tx, { detectionId, remoteUuid, stage }, { teamId }) {
    await lockRun(tx, teamId, detectionId)
    const [sent] = await tx
      .update(remoteRuns)
      .set({ state: 'sent', remoteUuid, trouble: null, troubleForAdmin: null, updatedAt: sql`now()` })
      .where(
        and(
          eq(remoteRuns.teamId, teamId),
          eq(remoteRuns.detectionId, detectionId),
          inArray(remoteRuns.state, ['queued', 'sending']),
        ),
      )
      .returning({ polls: remoteRuns.polls })
    if (!sent) return { result: { kept: false }, events: [] }
    const [detection] = await tx
      .update(detections)
      .set({ stage })
      .where(and(eq(detections.teamId, teamId), eq(detections.id, detectionId)))
      .returning({ caseId: detections.caseId })
    await noteSuccess(tx, teamId)
    const { polls } = sent
    const startAfterSeconds = nextAskIn(0, 0) ?? 5
    return {
      result: { kept: true },
      events: detection ? [{ type: 'detection.sent', caseId: detection.caseId, detectionId, remoteUuid }] : [],
      jobs: [askJob({ teamId, detectionId, ask: polls }, startAfterSeconds)],
    }
  },
})
