import type { Actor } from '@/lib/access/actor'
import { secondsSince } from '@/lib/clock'
import type { JobPayload } from '@/lib/jobs/payloads'
import { hostOf } from './detectors/remote-agent'
import { type Answered, getDetection } from './detectors/remote-client'
import { RemoteFailure } from './detectors/remote-failure'
import { allowedReply } from './detectors/reply-kept'
import { endRefused } from './end-refused'
import { failDetection } from './fail-detection'
import { findHinted } from './find-lost'
import { tellStillThere } from './forget-elsewhere'
import { keepRemote } from './keep-remote'
import { keepUnread } from './keep-unread'
import { loadRemoteRun, type RemoteRun } from './load-remote-run'
import { noteReply } from './note-reply'
import { noteSent } from './note-sent'
import { noteTrouble } from './note-trouble'
import { longestRun, nextAskIn } from './poll-schedule'
import { reachRun, type Unreached } from './reach-run'
import type { Connection } from './read-connection'
import { remoteTurn } from './remote-turn'
import { isMediaThere, seeToEnd } from './see-to-end'
import { stageAt } from './stage-at'

/** How long a report in words that was asked for may come later than its detection. Seconds. */
const reportPatience = 120

/** How long an API may answer whole answers that make no sense. Seconds. */
const senselessPatience = 15 * 60

export interface Question {
  actor: Actor
  found: RemoteRun
  connection: Connection
  /** As in the job's payload; absent: a callback came. */
  ask: number | undefined
  signal: AbortSignal
}

/**
 * The job `detection.poll`: asks another Detect API how a detection is doing and keeps what it found. Callbacks lead here
 * too, for they are hints: the answer to this question is the truth. What it cannot learn now it asks again on schedule.
 */
export async function pollDetection(
  { teamId, detectionId, ask }: JobPayload<'detection.poll'>,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  const actor: Actor = { kind: 'worker', teamId }
  let found = await loadRemoteRun(actor, { detectionId })
  if (!found) return
  const connection = reachRun(found)
  const isProcessing = found.detection.status === 'processing'
  if ('why' in connection)
    return isProcessing ? waitForConnection(actor, found, connection, ask) : tellStillThere(actor, found, connection)
  if (!isProcessing) return seeToEnd({ actor, found, connection, ask, signal })
  try {
    if (found.run.state === 'sending') found = await adopt(actor, found, connection, signal)
    if (found?.run.state === 'sent') await askAbout({ actor, found, connection, ask, signal })
  } catch (error) {
    if (!(error instanceof RemoteFailure) || !found) throw error
    await meetFailure({ actor, found, connection, ask, signal }, error)
  }
}

/** Ends a detection that could not be asked about for faults of this server; one more hint that failed ends nothing. */
export async function giveUpPolling({ teamId, detectionId, ask }: JobPayload<'detection.poll'>): Promise<void> {
  if (ask === undefined) return
  const reason =
    'The result could not be fetched because of an error on this server. Try again; if it fails again, tell an admin.'
  await failDetection({ kind: 'worker', teamId }, { detectionId, reason })
}

/** Takes the uuid of a submission whose answer was lost, or is still on its way, from a callback that came for it. */
async function adopt(
  actor: Actor,
  found: RemoteRun,
  connection: Connection,
  signal: AbortSignal,
): Promise<RemoteRun | null> {
  const detectionId = found.detection.id
  const reply = await findHinted(actor, found, connection, signal)
  if (!reply) return null
  await noteSent(actor, { detectionId, remoteUuid: reply.uuid, stage: stageAt(connection) })
  return loadRemoteRun(actor, { detectionId })
}

async function askAbout(question: Question): Promise<void> {
  const { actor, found, connection, ask, signal } = question
  const { run, detection } = found
  const detectionId = detection.id
  await remoteTurn(connection, actor.teamId, signal)
  const { reply, raw } = await getDetection(connection, run.remoteUuid ?? '', signal)
  const isEnded = reply.status !== 'processing'
  const inSeconds = nextAskIn((ask ?? run.polls) + 1, secondsSince(run.sentAt))
  const goesOn = !isEnded || isReportPending(found, reply)
  const isAskedAfterwards = reply.status === 'completed' && isMediaThere(found, reply)
  await noteReply(actor, {
    detectionId,
    reply: allowedReply(raw, found.case.zeroRetention),
    endedAt: isEnded ? reply.updatedAt : null,
    stage: stageAt(connection),
    next: (goesOn || isAskedAfterwards) && inSeconds !== null ? { inSeconds, ...(ask !== undefined && { ask }) } : null,
  })
  if (goesOn && inSeconds !== null) return
  if (reply.status === 'completed') return keepRemote(actor, found, { reply, connection, signal })
  if (reply.status === 'failed') {
    const host = hostOf(connection)
    const kept = `The detector at ${host} could not analyse this media. What it said of it is not kept.`
    // What it says may tell of the media.
    const reason = found.case.zeroRetention ? kept : reasonOf(host, reply.errorMessage)
    await failDetection(actor, { detectionId, reason })
    return
  }
  const host = hostOf(connection)
  await endRefused(actor, detectionId, {
    reason: `The detector at ${host} did not end this analysis within ${hours} hours, so it was given up. Try it again.`,
    forAdmin: `${host} still had a detection in work after ${hours} hours, so it was given up.`,
  })
}

/** Whether a report that was asked for, and can be kept, is still being written there. */
function isReportPending(
  { detection, case: itsCase }: RemoteRun,
  { status, reports, updatedAt }: Answered['reply'],
): boolean {
  if (status !== 'completed' || detection.secondOpinion || itsCase.zeroRetention) return false
  const asked = detection.parameters.intelligence && reports.some((report) => report.status === 'processing')
  return asked && updatedAt !== null && secondsSince(updatedAt) < reportPatience
}

async function meetFailure({ actor, found, connection, ask }: Question, failure: RemoteFailure): Promise<void> {
  const { run, detection } = found
  const detectionId = detection.id
  const host = hostOf(connection)
  // A page where it would say so is a gateway's, and says nothing of the detection.
  if (failure.status === 404 && failure.kind === 'refused' && run.state === 'sent') {
    await endRefused(actor, detectionId, {
      reason: `The detector at ${host} does not know this analysis any more, perhaps because it was deleted there. Try it again.`,
      forAdmin: `${host} does not know the detection ${run.remoteUuid} any more (404). Did the connection change meanwhile?`,
    })
    return
  }
  await keepUnread(actor, detectionId, failure)
  const elapsed = secondsSince(run.sentAt)
  const senseless = failure.permanent && failure.kind === 'unreadable' && elapsed >= senselessPatience
  const inSeconds = nextAskIn((ask ?? run.polls) + 1, elapsed)
  if (inSeconds === null || senseless) {
    // A hint that failed says nothing that the schedule would not find out by itself.
    if (ask === undefined && !senseless) return
    await endRefused(actor, detectionId, {
      reason: `The result could not be fetched from the detector at ${host} in time. Try the analysis again later.`,
      forAdmin: `The result of the detection ${run.remoteUuid ?? ''} could not be fetched. Last: ${failure.forAdmin}`,
    })
    return
  }
  // It was accepted and paid for, so also what somebody has to mend first, such as a key, is waited for.
  await noteTrouble(actor, {
    detectionId,
    trouble: failure.forModerator,
    troubleForAdmin: failure.forAdmin,
    next: {
      job: 'ask',
      inSeconds: Math.max(inSeconds, failure.retryAfterSeconds ?? 0),
      ...(ask !== undefined && { ask }),
    },
  })
}

/** An admin may connect it again meanwhile. */
async function waitForConnection(
  actor: Actor,
  { run, detection }: RemoteRun,
  { trouble, troubleForAdmin, reason }: Unreached,
  ask: number | undefined,
): Promise<void> {
  const detectionId = detection.id
  const inSeconds = nextAskIn((ask ?? run.polls) + 1, secondsSince(run.sentAt))
  if (inSeconds === null) return endRefused(actor, detectionId, { reason, forAdmin: troubleForAdmin })
  const next = { job: 'ask' as const, inSeconds, ...(ask !== undefined && { ask }) }
  await noteTrouble(actor, { detectionId, trouble, troubleForAdmin, next })
}

function reasonOf(host: string, message: string | null): string {
  const said = message?.replace(/[.\s]+$/, '')
  return said
    ? `The detector at ${host} could not analyse this media: “${said}”.`
    : `The detector at ${host} could not analyse this media, and gives no reason.`
}

const hours = longestRun / 3600
