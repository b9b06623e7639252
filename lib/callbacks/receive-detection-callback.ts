import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { digest } from '@/lib/access/digest'
import { now } from '@/lib/clock'
import { database } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { askJob } from '@/lib/detect/run-jobs'
import { DocketError, notFound } from '@/lib/errors'
import { readBytes } from '@/lib/media/read-body'
import { readDetectionCallback } from './read-detection-callback'

/** What is read of one; more is refused. The live service puts two pictures of up to 700 KB in. Bytes. */
export const largestCallback = 4 * 1024 * 1024

/** Different claims kept for one detection: an honest API makes a few. */
const mostClaims = 50

/**
 * Takes a callback in: kept durably as a hint, with the job that asks for the truth. A repetition adds nothing. Throws
 * DocketError `not_found` for an unknown token, `gone` for one that has expired, `bad_request` for a body that is too
 * large. The token is all the authentication there is, so nothing in the body is believed.
 */
export async function receiveDetectionCallback(token: string, request: Request): Promise<void> {
  const [owner] = await database().execute<{ team: string; detection: string; expired: boolean }>(
    sql`select team_id as team, detection_id as detection, expires_at <= ${now().toISOString()}::timestamptz as expired
      from find_callback_token(${digest(token)})`,
  )
  if (!owner) throw notFound('Callback address')
  if (owner.expired) {
    throw new DocketError('gone', 'This callback address has expired: the detection is not waited for any more.')
  }
  const claim = readDetectionCallback(await readBytes(request, largestCallback))
  await keepClaim({ kind: 'worker', teamId: owner.team }, { detectionId: owner.detection, ...claim })
}

const keepClaim = command({
  permission: 'detection.run',
  input: z.object({
    detectionId: z.uuid(),
    remoteUuid: z.string(),
    status: z.enum(['processing', 'completed', 'failed', '']),
  }),
  async run(tx, { detectionId, remoteUuid, status }, { teamId }) {
    // One that was handled counts anew after a while: what it claimed may have come true since.
    const kept = await tx.execute<{ id: string }>(sql`
      insert into callback_inbox (team_id, detection_id, remote_uuid, status)
      select ${teamId}::uuid, ${detectionId}::uuid, ${remoteUuid}::text, ${status}::text
      where (select count(*) from callback_inbox
        where team_id = ${teamId}::uuid and detection_id = ${detectionId}::uuid) < ${mostClaims}
      on conflict (team_id, detection_id, remote_uuid, status) do update set handled_at = null, created_at = now()
        where callback_inbox.handled_at < now() - interval '5 seconds'
      returning id`)
    return { result: null, events: [], jobs: kept.map(() => askJob({ teamId, detectionId })) }
  },
})
