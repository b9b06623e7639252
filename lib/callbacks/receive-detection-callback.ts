import { sql } from 'drizzle-orm'
import { digest } from '@/lib/access/digest'
import { now } from '@/lib/clock'
import { database } from '@/lib/db/client'
import { executePrepared } from '@/lib/db/prepared'
import { DocketError, notFound } from '@/lib/errors'
import { readBytes } from '@/lib/media/read-body'
import { announceCallback } from './announce-callback'
import { readDetectionCallback } from './read-detection-callback'

/** The largest body that is read of one; more is refused. The live service puts two pictures of up to 700 KB in. Bytes. */
export const largestCallback = 4 * 1024 * 1024

/** A body up to this many bytes is read before it is known whether anybody waits for it; also in bin/callback-door.mjs. */
const smallCallback = 64 * 1024

/** Different claims kept for one detection: an honest API makes a few. */
const mostClaims = 50

/**
 * Takes a callback in, as `keepDetectionCallback`; one that is not small only once it is known that somebody waits for it.
 * Throws as that does, and DocketError `bad_request` for a body that is too large.
 */
export async function receiveDetectionCallback(token: string, request: Request): Promise<void> {
  const length = request.headers.get('content-length')
  if (length === null || Number(length) > smallCallback) refuse(await standingOf(digest(token)))
  await keepDetectionCallback(token, await readBytes(request, largestCallback))
}

/**
 * Keeps a callback durably as a hint, about which the worker asks (lib/callbacks/ask-of-callbacks.ts). A repetition adds
 * nothing. Throws DocketError `not_found` for an unknown token and `gone` for one that has expired. The token is all the
 * authentication there is, so nothing in the body is believed. No command: whose team it is for the token alone says, in
 * the one statement that keeps it (drizzle/migrations/0016_callback_intake.sql).
 */
export async function keepDetectionCallback(token: string, body: Uint8Array): Promise<void> {
  const { remoteUuid, status } = readDetectionCallback(body)
  const [taken] = await executePrepared<{ standing: Standing }>(
    database(),
    sql`select take_detection_callback(${digest(token)}, ${remoteUuid}, ${status}, ${mostClaims},
      ${at()}::timestamptz) as standing`,
  )
  refuse(taken?.standing)
  announceCallback()
}

type Standing = 'unknown' | 'expired' | 'taken'

/** Whether anybody waits for a callback with this token, as far as it can be told before its body is read. */
async function standingOf(tokenHash: string): Promise<Standing> {
  const [owner] = await database().execute<{ expired: boolean }>(
    sql`select expires_at <= ${at()}::timestamptz as expired from find_callback_token(${tokenHash})`,
  )
  if (!owner) return 'unknown'
  return owner.expired ? 'expired' : 'taken'
}

function refuse(standing: Standing | undefined): void {
  if (standing === 'taken') return
  if (standing !== 'expired') throw notFound('Callback address')
  throw new DocketError('gone', 'This callback address has expired: the detection is not waited for any more.')
}

function at(): string {
  return now().toISOString()
}
