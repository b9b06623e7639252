import fs from 'node:fs/promises'
import type { Actor } from '@/lib/access/actor'
import { secondsSince } from '@/lib/clock'
import { loadFileKey } from '@/lib/media/load-file-key'
import { storeHolding } from '@/lib/media/store'
import { callbackTokenOf } from './callback-token'
import { hostOf } from './detectors/remote-agent'
import { RemoteFailure } from './detectors/remote-failure'
import { endRefused, endUnconnected } from './end-refused'
import { failDetection } from './fail-detection'
import { forgetElsewhere } from './forget-elsewhere'
import { keepUnread } from './keep-unread'
import { loadRemoteRun, type RemoteRun } from './load-remote-run'
import { markerOf } from './marker'
import { mayRepeat } from './may-repeat'
import { noteSending } from './note-sending'
import { noteSent } from './note-sent'
import { noteTrouble } from './note-trouble'
import { longestRun, nextSendIn } from './poll-schedule'
import type { Connection } from './read-connection'
import { stageAt } from './stage-at'
import { submitRemote } from './submit-remote'
import { makeWorkFolder } from './work-folder'

/** A whole answer that made no sense after so many submissions will not come to make any. */
const mostUnread = 3

/**
 * Hands a detection to the Detect API that the team uses, once: a submission whose answer was lost is looked for before it
 * is repeated. What goes wrong is noted on the run and tried again for up to two hours, or ends the detection with a
 * reason. Throws what is this server's own fault, for the queue to try again.
 */
export async function runRemote(actor: Actor, detectionId: string, signal: AbortSignal): Promise<void> {
  const found = await loadRemoteRun(actor, { detectionId })
  if (found?.detection.status !== 'processing') return
  const { run, original, connection } = found
  if (run.state !== 'queued' && run.state !== 'sending') return
  if (!original || original.deletedAt) {
    const reason = original ? 'The media is no longer on this server' : 'There is no media'
    await failDetection(actor, { detectionId, reason: `${reason}, so it cannot be analysed.` })
    return
  }
  if (connection === null || connection === 'sealed') return endUnconnected(actor, detectionId, connection)
  let looking = run.state === 'sending'
  if (looking && run.apiHost !== null && run.apiHost !== hostOf(connection)) {
    await endRefused(actor, detectionId, {
      reason:
        `The answer of the detector at ${run.apiHost} was lost, and another one is connected by now, so it cannot be told ` +
        'whether that one took this media. Try the analysis again to use the present one.',
      forAdmin: `${run.apiHost} may have accepted a detection whose answer was lost. Look there if it counts.`,
    })
    return
  }
  try {
    if (looking && !(await mayRepeat(actor, found, connection, signal))) return
    looking = false
    await send(actor, { ...found, original }, connection, signal)
  } catch (error) {
    if (!(error instanceof RemoteFailure)) throw error
    await meetFailure(actor, detectionId, { failure: error, connection, looking, repeated: run.state === 'sending' })
  }
}

async function send(
  actor: Actor,
  found: RemoteRun & { original: NonNullable<RemoteRun['original']> },
  connection: Connection,
  signal: AbortSignal,
): Promise<void> {
  const { run, original, detection } = found
  const detectionId = detection.id
  const marker = markerOf(detectionId, original.filename)
  const fileKey = await loadFileKey(original)
  // What is sealed comes here sealed, and is opened on its way out.
  const workFolder = await makeWorkFolder(detectionId)
  try {
    const path = await storeHolding(original).localPath(original.storeKey, workFolder)
    const { hash, expiresAt } = callbackTokenOf(detectionId)
    const seen = { state: run.state === 'sending' ? ('sending' as const) : ('queued' as const), sends: run.sends }
    const token = { tokenHash: hash, tokenExpiresAt: expiresAt }
    const { may } = await noteSending(actor, { detectionId, seen, marker, apiHost: hostOf(connection), ...token })
    if (!may) return
    const reply = await submitRemote({ actor, found, connection, path, fileKey, original, marker, signal })
    const stage = stageAt(connection)
    const { kept } = await noteSent(actor, { detectionId, remoteUuid: reply.uuid, stage })
    if (!kept) await forgetElsewhere(actor, detectionId, { connection, remoteUuid: reply.uuid, signal })
  } finally {
    await fs.rm(workFolder, { recursive: true, force: true })
  }
}

interface Failed {
  failure: RemoteFailure
  connection: Connection
  /** It was a look for an earlier submission, and says nothing of that. */
  looking: boolean
  /** An earlier submission's answer was lost: that one may yet be found, whatever became of this one. */
  repeated: boolean
}

/** What a failed submission, or a failed look for one, leads to. */
async function meetFailure(
  actor: Actor,
  detectionId: string,
  { failure, connection, looking, repeated }: Failed,
): Promise<void> {
  const found = await loadRemoteRun(actor, { detectionId })
  if (!found) return
  const { sends, firstSentAt, sentAt } = found.run
  const { forModerator, forAdmin, maybeDone, permanent } = failure
  if (!looking) await keepUnread(actor, detectionId, failure)
  // An earlier submission under the same Idempotency-Key was accepted: its uuid comes with the callback.
  const accepted = failure.status === 409 && sends > 1
  const undone = !looking && !maybeDone && !accepted
  if (permanent && !looking && (undone || (!accepted && sends >= mostUnread))) {
    await endRefused(actor, detectionId, { reason: forModerator, forAdmin })
    return
  }
  const elapsed = secondsSince(firstSentAt)
  const tried = looking ? secondsSince(sentAt) : elapsed - secondsSince(sentAt)
  const inSeconds = nextSendIn(tried, elapsed, failure.retryAfterSeconds ?? 0)
  if (inSeconds === null) {
    const host = hostOf(connection)
    await endRefused(actor, detectionId, {
      reason: `The detector at ${host} did not take this media for ${hours} hours, so the analysis was given up. Try it again later.`,
      forAdmin: `For ${hours} hours a detection could not be handed over. Last: ${forAdmin}`,
    })
    return
  }
  const next = { job: 'send' as const, inSeconds }
  const unsent = undone && !repeated
  await noteTrouble(actor, { detectionId, trouble: forModerator, troubleForAdmin: forAdmin, undone, unsent, next })
}

const hours = longestRun / 3600
