import { deliverCallback } from '@/lib/callbacks/deliver-callback'
import type { OpenedCase } from '@/lib/cases/open-case'
import { withTeam } from '@/lib/db/client'
import { failDetection } from '@/lib/detect/fail-detection'
import { finishDetection } from '@/lib/detect/finish-detection'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { settleDetection } from '@/lib/detect/settle-detection'
import { env } from '@/lib/env'
import { enqueue } from '@/lib/jobs/enqueue'
import type { TestDatabase } from './database'
import type { TestTeam } from './people'
import { analysis, openTestCase, storedFile } from './rows'

/** What sealed secrets are sealed with in tests. */
export const authSecret = 'a secret for tests only, thirty-two characters'

/** Gives this process the secret that a launcher would give it. */
export function useAuthSecret(): void {
  env().AUTH_SECRET = authSecret
}

export interface CallbackRow {
  id: string
  status: string
  attempts: number
  leased_until: Date | null
  ended_at: Date | null
}

const redacted = 'redacted_0123456789abcdef01234567.png'

/** A case whose outcome is to be reported to `url`; with `report`, a report in words was asked for too. */
export function openReported(
  { admin, teamId }: TestTeam,
  {
    url,
    waits = null,
    report = false,
    zeroRetention = false,
  }: { url: string; waits?: boolean | null; report?: boolean; zeroRetention?: boolean },
): Promise<OpenedCase> {
  return openTestCase(admin, {
    source: 'api',
    ...(zeroRetention && { title: redacted, file: storedFile(teamId, { filename: redacted }) }),
    parameters: DetectionParameters.parse({ intelligence: report }),
    zeroRetention,
    callback: { url, waitForIntelligence: waits },
  })
}

export async function finish({ worker }: TestTeam, { detectionId }: OpenedCase): Promise<void> {
  await finishDetection(worker, { detectionId, analysis: analysis(), preview: null, maps: new Map() })
}

export async function fail({ worker }: TestTeam, { detectionId }: OpenedCase, reason = 'The file is damaged.') {
  await failDetection(worker, { detectionId, reason })
}

/** Ends the report in words on a detection, and does what follows from that. */
export async function endReport(db: TestDatabase, { teamId }: TestTeam, opened: OpenedCase): Promise<void> {
  const { caseId, detectionId } = opened
  await db.owner`update intelligences set status = 'completed', description = ${db.owner.json({ abnormalities: 'None.' })}
    where detection_id = ${detectionId}`
  await withTeam(teamId, async (tx) => enqueue(tx, await settleDetection(tx, { teamId, caseId, detectionId })))
}

/** The one callback of a detection, as it is kept. */
export async function callbackOf(db: TestDatabase, { detectionId }: OpenedCase): Promise<CallbackRow> {
  const [row] = await db.owner<CallbackRow[]>`select * from callbacks where detection_id = ${detectionId}`
  if (!row) throw new Error('there is no callback')
  return row
}

export interface AttemptRow {
  number: number
  status: number | null
  failure: string | null
  milliseconds: number | null
}

export function attemptsOf(db: TestDatabase, callbackId: string): Promise<AttemptRow[]> {
  return db.owner<AttemptRow[]>`select number, status, failure, milliseconds from callback_attempts
    where callback_id = ${callbackId} order by number`
}

export interface DeliverJob {
  id: string
  data: { teamId: string; callbackId: string }
  /** Seconds from now until it is due. */
  due: number
  group_id: string
}

/** The jobs that would send callbacks, soonest first. */
export function deliverJobs(db: TestDatabase): Promise<DeliverJob[]> {
  return db.owner<DeliverJob[]>`select id, data, extract(epoch from start_after - now())::float8 as due, group_id
    from pgboss.job where name = 'callback.deliver' and state = 'created' order by start_after, created_on`
}

const notStopped = new AbortController().signal

/** Does the jobs that are due by now, as a worker would, one after another; answers how many. */
export async function deliverDue(db: TestDatabase, milliseconds = 2000, signal = notStopped): Promise<number> {
  const due = (await deliverJobs(db)).filter((job) => job.due <= 0)
  for (const { id, data } of due) {
    await db.owner`delete from pgboss.job where id = ${id}`
    await deliverCallback(data, { signal }, milliseconds)
  }
  return due.length
}

/** Lets the time until the next tries pass. */
export async function passTime(db: TestDatabase): Promise<void> {
  await db.owner`update callbacks set leased_until = now() - interval '1 second' where leased_until is not null`
  await db.owner`update pgboss.job set start_after = now() - interval '1 second' where name = 'callback.deliver'`
}
