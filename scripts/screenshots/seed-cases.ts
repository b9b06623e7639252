import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '@/lib/access/actor'
import type { OpenedCase } from '@/lib/cases/open-case'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { submitMedia } from '@/lib/detect/submit-media'
import { receiveFile } from '@/lib/media/receive-file'
import { sniffUpload } from '@/lib/media/sniff'
import type { Desk } from './make-people'

interface Given {
  /** A piece of the sample media, or a picture of its own. */
  file: string | Buffer
  title: string
  by?: Actor
  zeroRetention?: boolean
  callbackUrl?: string
  /** Cut off after so many bytes, so that it cannot be analysed. */
  bytes?: number
}

/** Hands a sample in under another name. */
export async function handIn(
  desk: Desk,
  { file, title, by, zeroRetention = false, callbackUrl, bytes }: Given,
): Promise<OpenedCase> {
  const whole = typeof file === 'string' ? fs.readFileSync(path.resolve('tests/media', file)) : file
  const received = await receiveFile(Readable.from([whole.subarray(0, bytes)]), {
    maxBytes: 100_000_000,
    tooLarge: () => new Error(`${title} is too large`),
    identify: (head) => sniffUpload(title, '', head),
    ...(zeroRetention && { sealed: true as const }),
  })
  const actor = by ?? desk.actor('mo')
  const source = actor.kind === 'api-key' ? ('api' as const) : ('upload' as const)
  const callback = callbackUrl ? { url: callbackUrl, waitForIntelligence: false } : null
  const parameters = DetectionParameters.parse({})
  return submitMedia(
    actor,
    { file: received, url: null, mediaToken: null, callback, zeroRetention, parameters },
    { source, idempotencyKey: null },
  )
}

/** Waits until nothing of the team's is being analysed; two minutes at most. */
export async function untilAnalysed({ owner, teamId }: Desk): Promise<void> {
  for (let waited = 0; waited < 240; waited++) {
    const [row] = await owner<{ n: number }[]>`
      select count(*)::int as n from cases where team_id = ${teamId} and state = 'analysing'`
    if (row?.n === 0) return
    await pause(500)
  }
  throw new Error('some of the sample media is still being analysed')
}

/** Makes a case look as if it had come so many hours ago. */
export async function putBack({ owner }: Desk, { caseId }: OpenedCase, hours: number): Promise<void> {
  const earlier = `${hours} hours`
  await owner.begin(async (tx) => {
    await tx`update cases set created_at = created_at - ${earlier}::interval, queued_at = queued_at - ${earlier}::interval
      where id = ${caseId}`
  })
}

/** Makes a decided case look decided so long ago that nobody can take it back, and waits until its media is deleted. */
export async function untilPurged({ owner }: Desk, { caseId }: OpenedCase): Promise<void> {
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`update cases set decided_at = decided_at - interval '11 minutes', created_at = created_at - interval '40 minutes'
      where id = ${caseId}`
    await tx`update decisions set created_at = created_at - interval '11 minutes', effective_at = effective_at - interval '11 minutes'
      where case_id = ${caseId}`
    await tx`update pgboss.job set start_after = now() where name = 'case.purge' and data->>'caseId' = ${caseId}`
  })
  for (let waited = 0; waited < 240; waited++) {
    const [row] = await owner<{ retention: string }[]>`select retention from cases where id = ${caseId}`
    if (row?.retention === 'purged') return
    await pause(500)
  }
  throw new Error('the media of the case under zero retention is still there')
}
