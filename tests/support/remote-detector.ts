import crypto from 'node:crypto'
import { Readable } from 'node:stream'
import { detectorConnections } from '@/drizzle/schema/detector-connections'
import type { Actor } from '@/lib/access/actor'
import { askOfCallbacks } from '@/lib/callbacks/ask-of-callbacks'
import { withTeam } from '@/lib/db/client'
import type { DetectorUse } from '@/lib/detect/detectors/detector'
import { pollDetection } from '@/lib/detect/poll-detection'
import { runDetection } from '@/lib/detect/run-detection'
import { env } from '@/lib/env'
import { keepFile } from '@/lib/media/keep-file'
import { receiveFile } from '@/lib/media/receive-file'
import { redactedName } from '@/lib/media/redacted-name'
import { authSecret } from './callbacks'
import type { TestDatabase } from './database'
import { openTestCase } from './rows'

/** Connects this process's instance to a Detect API, and allows its private host. */
export function connectInstance({ url, key, host }: { url: string; key: string; host: string }): void {
  const settings = env()
  settings.AUTH_SECRET = authSecret
  settings.DETECT_API_URL = url
  settings.DETECT_API_KEY = key
  if (!settings.ALLOWED_PRIVATE_HOSTS.includes(host)) settings.ALLOWED_PRIVATE_HOSTS.push(host)
}

/** From here on there is no instance-wide connection. */
export function disconnectInstance(): void {
  delete env().DETECT_API_URL
  delete env().DETECT_API_KEY
}

/** Chooses a team's detectors, on this instance's connection. */
export async function chooseDetectors({ teamId }: Actor, use: DetectorUse): Promise<void> {
  await withTeam(teamId, (tx) =>
    tx
      .insert(detectorConnections)
      .values({ teamId, use })
      .onConflictDoUpdate({ target: detectorConnections.teamId, set: { use } }),
  )
}

export interface DueJob {
  id: string
  name: 'detection.run' | 'detection.send' | 'detection.poll'
  data: { teamId: string; detectionId: string; ask?: number }
  /** Seconds from now until it is due. */
  due: number
}

/** The jobs of a detection that wait, soonest first; callbacks that came in are seen to before, as a worker does. */
export async function jobsOfDetection({ owner }: TestDatabase, detectionId: string): Promise<DueJob[]> {
  const teams = await owner<{ id: string }[]>`select teams_with_callbacks() as id`
  for (const { id: teamId } of teams) await askOfCallbacks({ kind: 'worker', teamId }, {})
  return owner<DueJob[]>`select id, name, data, extract(epoch from start_after - now())::float8 as due from pgboss.job
    where name in ('detection.run', 'detection.send', 'detection.poll') and state = 'created' and data->>'detectionId' = ${detectionId}
    order by start_after, created_on`
}

const calm = new AbortController().signal

/** Does the soonest waiting job of a detection as a worker would, whenever it is due; answers it, or null. */
export async function workOne(db: TestDatabase, detectionId: string, signal = calm): Promise<DueJob | null> {
  const [job] = await jobsOfDetection(db, detectionId)
  if (!job) return null
  await db.owner`delete from pgboss.job where id = ${job.id}`
  const attempt = { number: 1, last: false, signal }
  if (job.name === 'detection.poll') await pollDetection(job.data, attempt)
  else await runDetection(job.data, attempt)
  return job
}

/** Works until nothing waits any more, at most `most` jobs; answers how many. */
export async function workAll(db: TestDatabase, detectionId: string, most = 20): Promise<number> {
  for (let done = 0; done < most; done++) if (!(await workOne(db, detectionId))) return done
  return most
}

/** Lets the time pass that a run has waited: seconds. */
export async function passSeconds({ owner }: TestDatabase, detectionId: string, seconds: number): Promise<void> {
  await owner`update remote_runs set sent_at = sent_at - make_interval(secs => ${seconds}),
    first_sent_at = first_sent_at - make_interval(secs => ${seconds}) where detection_id = ${detectionId}`
}

const kinds = {
  image: { contentType: 'image/png', filename: 'photo.png' },
  audio: { contentType: 'audio/wav', filename: 'call.wav' },
  video: { contentType: 'video/mp4', filename: 'clip.mp4' },
} as const

/** A case whose original really is in the media store; its bytes are of nothing in particular. */
export async function openStoredCase(
  actor: Actor,
  mediaType: keyof typeof kinds = 'image',
  change: Partial<Parameters<typeof openTestCase>[1]> = {},
  bytes = crypto.randomBytes(4096),
) {
  const { contentType, filename } = kinds[mediaType]
  const name = change.zeroRetention ? redactedName(filename) : filename
  const received = await receiveFile(Readable.from([bytes]), {
    maxBytes: Number.POSITIVE_INFINITY,
    tooLarge: () => new Error('no file is'),
    identify: async () => ({ mediaType, contentType, filename: name }),
    archive: true,
    sealed: change.zeroRetention === true,
  })
  const stored = await keepFile(actor.teamId, received)
  const opened = await openTestCase(actor, { title: name, file: stored, ...change })
  return { ...opened, sha256: received.sha256 }
}

/** Where a detection elsewhere stands, as it is kept. */
export async function runOf({ owner }: TestDatabase, detectionId: string) {
  const [row] = await owner`
    select r.*, d.status, d.stage, d.label, d.score, d.error_message, c.state as case_state, c.failure, c.verdict_label
    from remote_runs r join detections d on d.id = r.detection_id join cases c on c.id = d.case_id
    where r.detection_id = ${detectionId}`
  if (!row) throw new Error(`no run of ${detectionId}`)
  return row
}
