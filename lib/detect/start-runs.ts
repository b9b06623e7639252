import crypto from 'node:crypto'
import { detections } from '@/drizzle/schema/detections'
import { remoteRuns } from '@/drizzle/schema/remote-runs'
import type { AuditEvent } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import type { Job } from '@/lib/jobs/payloads'
import type { DetectorName } from './detectors/detector'
import { markerOf } from './marker'
import type { DetectionParameters } from './request-parameters'
import { runJob } from './run-jobs'

interface NewRuns {
  teamId: string
  caseId: string
  parameters: DetectionParameters
  /** The one that decides the case's verdict, and the one that gives a second opinion, if any. */
  detectors: readonly [first: DetectorName, second?: DetectorName]
  /** The original's name; null while it has to be fetched, which starts the runs then. */
  filename: string | null
  batchId?: string | null
  idempotency?: { key: string; hash: string } | undefined
}

export interface StartedRuns {
  /** The deciding run. */
  detectionId: string
  /** `detection.started`, once for each run. */
  events: AuditEvent[]
  /** The media is fetched once, for all of them. */
  jobs: Job[]
}

/** Adds a round of runs to a case, in the caller's transaction: one for each detector, with the same parameters. */
export async function startRuns(tx: Transaction, runs: NewRuns): Promise<StartedRuns> {
  const { teamId, caseId, detectors } = runs
  const [first, second] = detectors
  const detectionId = await startRun(tx, runs, first, false)
  const ids = [detectionId]
  if (second) ids.push(await startRun(tx, runs, second, true))
  const started = ids.map((id, place): AuditEvent => {
    const detector = detectors[place] ?? first
    return { type: 'detection.started', caseId, detectionId: id, detector, parameters: runs.parameters }
  })
  const jobs: Job[] =
    runs.filename === null
      ? [['media.fetch', { teamId, caseId, detectionId }]]
      : ids.map((id, place) => runJob({ teamId, detectionId: id, detector: detectors[place] ?? first }))
  return { detectionId, events: started, jobs }
}

async function startRun(
  tx: Transaction,
  { teamId, caseId, parameters, filename, batchId = null, idempotency }: NewRuns,
  detector: DetectorName,
  secondOpinion: boolean,
): Promise<string> {
  const id = crypto.randomUUID()
  await tx.insert(detections).values({
    id,
    teamId,
    caseId,
    detector,
    parameters,
    secondOpinion,
    // What was handed in is answered by the deciding run alone.
    batchId: secondOpinion ? null : batchId,
    idempotencyKey: secondOpinion ? null : (idempotency?.key ?? null),
    idempotencyHash: secondOpinion ? null : (idempotency?.hash ?? null),
  })
  if (detector === 'remote') {
    await tx.insert(remoteRuns).values({ teamId, detectionId: id, marker: markerOf(id, filename) })
  }
  return id
}
