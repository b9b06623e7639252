import type { Actor } from '@/lib/access/actor'
import { env } from '@/lib/env'
import { canCallBack } from './callback-reach'
import { callbackTokenOf } from './callback-token'
import { chooseWay, type Way } from './detectors/choose-way'
import type { RemoteReply } from './detectors/read-reply'
import { secureUpload, submitFile, submitToken, submitUrl } from './detectors/remote-client'
import { RemoteFailure } from './detectors/remote-failure'
import type { RemoteSubmission } from './detectors/submission-form'
import type { RemoteRun } from './load-remote-run'
import type { Connection } from './read-connection'
import { remoteTurn } from './remote-turn'

/** What is handed to another Detect API, and over which connection. */
export interface Handover {
  actor: Actor
  found: RemoteRun
  connection: Connection
  /** The original on this machine, as it lies in its store. */
  path: string
  /** What it is sealed with there. */
  fileKey: Uint8Array | null
  original: NonNullable<RemoteRun['original']>
  marker: string
  signal: AbortSignal
}

/**
 * Hands media to another Detect API, in the way that fits it, and answers what it answered. Where it cannot fetch the
 * media's address it gets the file; where it takes no callback to our address it is asked instead. Throws RemoteFailure;
 * its `maybeDone` says whether a detection may have come of it.
 */
export async function submitRemote(handover: Handover): Promise<RemoteReply> {
  const { original, found, connection } = handover
  const { sourceUrl, zeroRetention } = found.case
  const way = chooseWay({ sizeBytes: original.sizeBytes, zeroRetention, sourceUrl })
  const reachable = canCallBack(env().PUBLIC_URL, connection.url)
  const callbackUrl = reachable ? callbackTokenOf(found.detection.id).url : null
  try {
    return await submit(handover, way, callbackUrl)
  } catch (error) {
    // Nothing came of it, so a second try in another form is none too many.
    if (!(error instanceof RemoteFailure) || error.kind !== 'refused' || error.maybeDone || error.status !== 400)
      throw error
    const ofCallback = callbackUrl !== null && /call.?back/i.test(error.forAdmin)
    if (way !== 'url' && !ofCallback) throw error
    const other = way === 'url' ? chooseWay({ sizeBytes: original.sizeBytes, zeroRetention, sourceUrl: null }) : way
    return await submit(handover, other, ofCallback ? null : callbackUrl)
  }
}

async function submit(handover: Handover, way: Way, callbackUrl: string | null): Promise<RemoteReply> {
  const { actor, found, connection, path, fileKey, original, marker, signal } = handover
  const submission = submissionOf(found, original, marker, callbackUrl)
  const turn = () => remoteTurn(connection, actor.teamId, signal)
  const { contentType, sizeBytes } = original
  const file = { path, contentType, sealed: fileKey ? { key: fileKey, sizeBytes } : undefined }
  await turn()
  switch (way) {
    case 'file':
      return (await submitFile(connection, submission, file, signal)).reply
    case 'url':
      return (await submitUrl(connection, submission, found.case.sourceUrl ?? '', signal)).reply
    case 'secure': {
      const token = await upload(connection, { ...file, filename: marker }, signal)
      await turn()
      return (await submitToken(connection, submission, token, signal)).reply
    }
    default:
      return way satisfies never
  }
}

/** An upload by itself is no detection, and nothing is paid for it: one that was lost is simply made again. */
async function upload(connection: Connection, file: Parameters<typeof secureUpload>[1], signal: AbortSignal) {
  try {
    return await secureUpload(connection, file, signal)
  } catch (error) {
    if (error instanceof RemoteFailure && error.maybeDone)
      throw new RemoteFailure(error.kind, { ...told(error), maybeDone: false })
    throw error
  }
}

function told({ status, permanent, retryAfterSeconds, forModerator, forAdmin }: RemoteFailure) {
  return { status, permanent, retryAfterSeconds, forModerator, forAdmin }
}

function submissionOf(
  { detection, case: { zeroRetention } }: RemoteRun,
  original: Handover['original'],
  marker: string,
  callbackUrl: string | null,
): RemoteSubmission {
  const { parameters, secondOpinion, id } = detection
  // A report is asked for where it can be kept and shown: not on a second opinion, and not under zero retention.
  const intelligence = parameters.intelligence && !secondOpinion && !zeroRetention
  return {
    marker,
    mediaType: original.mediaType,
    parameters: { ...parameters, intelligence },
    zeroRetention,
    callbackUrl,
    idempotencyKey: `docket-${id.replaceAll('-', '')}`,
  }
}
