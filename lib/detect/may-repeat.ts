import type { Actor } from '@/lib/access/actor'
import { secondsSince } from '@/lib/clock'
import { hostOf } from './detectors/remote-agent'
import { endRefused } from './end-refused'
import { findLost } from './find-lost'
import type { RemoteRun } from './load-remote-run'
import { noteSent } from './note-sent'
import { noteTrouble } from './note-trouble'
import type { Connection } from './read-connection'
import { stageAt } from './stage-at'

/** A submission that cannot be found is not repeated before this, doubling: an API may list it late. Seconds. */
export const settling = 30

/** Submissions of one run at most: an API that lists none of so many may have taken, and charged for, each. */
export const mostSends = 3

/** How long a callback is waited for where nothing else can tell whether a submission was accepted. Seconds. */
export const waitForCallback = 10 * 60

/** Whether a submission whose answer was lost may be made again. Otherwise what comes next is seen to here. */
export async function mayRepeat(
  actor: Actor,
  found: RemoteRun,
  connection: Connection,
  signal: AbortSignal,
): Promise<boolean> {
  const { run, detection } = found
  const detectionId = detection.id
  const lost = await findLost(actor, found, connection, signal)
  if (lost.outcome === 'found') {
    await noteSent(actor, { detectionId, remoteUuid: lost.reply.uuid, stage: stageAt(connection) })
    return false
  }
  const waited = secondsSince(run.sentAt)
  const host = hostOf(connection)
  const settled = settling * 2 ** (Math.min(Math.max(run.sends, 1), mostSends) - 1)
  if (waited < settled) {
    await lookAgain(actor, detectionId, Math.min(settling, settled - waited), {
      trouble: `The answer of the detector at ${host} was lost. Docket looks whether it has the media before it sends it again.`,
      troubleForAdmin: `An answer of ${host} was lost, so it is not certain yet whether it has accepted a detection.`,
    })
    return false
  }
  if (lost.outcome === 'absent') {
    if (run.sends < mostSends) return true
    await endRefused(actor, detectionId, {
      reason:
        `This media was sent to the detector at ${host} ${run.sends} times, and each time its answer was lost, so the ` +
        'analysis was given up. Tell an admin before you try it again.',
      forAdmin:
        `${host} lists no detection after ${run.sends} submissions whose answers were lost, and may have charged for ` +
        'them. It is not sent again: look there, and at what stands between Docket and it.',
    })
    return false
  }
  // A second repetition would bring no more than the first.
  if (lost.repeatable && run.sends < 2) return true
  if (waited >= waitForCallback) {
    await endRefused(actor, detectionId, {
      reason:
        `The answer of the detector at ${host} was lost, and it cannot be told whether it took this media. It was not ` +
        'sent again, so that nothing is paid for twice. Hand the media in again if you need the analysis.',
      forAdmin:
        `${host} may have accepted a detection whose answer was lost: it lists some of the same time whose names are ` +
        'redacted, and no callback told which is which. It was not sent again.',
    })
    return false
  }
  await lookAgain(actor, detectionId, 60, {
    trouble: `The answer of the detector at ${host} was lost. Docket waits for its callback, so that nothing is paid for twice.`,
    troubleForAdmin: `It is not certain whether ${host} has accepted a detection: its answer was lost, and names are redacted there.`,
  })
  return false
}

async function lookAgain(
  actor: Actor,
  detectionId: string,
  inSeconds: number,
  says: { trouble: string; troubleForAdmin: string },
): Promise<void> {
  await noteTrouble(actor, { detectionId, ...says, next: { job: 'send', inSeconds } })
}
