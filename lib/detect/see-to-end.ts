import { secondsSince } from '@/lib/clock'
import { type Answered, getDetection } from './detectors/remote-client'
import { allowedReply } from './detectors/reply-kept'
import { findLost } from './find-lost'
import { forgetElsewhere } from './forget-elsewhere'
import type { RemoteRun } from './load-remote-run'
import { noteReply } from './note-reply'
import type { Question } from './poll-detection'
import { nextAskIn } from './poll-schedule'
import { remoteTurn } from './remote-turn'
import { stageAt } from './stage-at'

/**
 * What is left to see to there once a detection has ended here: one that was deleted here is deleted there, and under zero
 * retention it is asked on, and its answer kept, until its media is said to be gone.
 */
export async function seeToEnd({ actor, found, connection, ask, signal }: Question): Promise<void> {
  const { run, detection, case: itsCase } = found
  const remoteUuid = run.remoteUuid ?? (detection.deletedAt ? await uuidOfLost(actor, found, connection, signal) : null)
  if (remoteUuid === null) return
  if (detection.deletedAt) return forgetElsewhere(actor, detection.id, { connection, remoteUuid, signal })
  const said = run.reply?.file_deleted_at ?? null
  if (!itsCase.zeroRetention || detection.status !== 'completed' || said !== null || ask === undefined) return
  await remoteTurn(connection, actor.teamId, signal)
  const { reply, raw } = await getDetection(connection, remoteUuid, signal)
  const inSeconds = nextAskIn(ask + 1, secondsSince(run.sentAt))
  await noteReply(actor, {
    detectionId: detection.id,
    reply: allowedReply(raw, true),
    endedAt: null,
    stage: stageAt(connection),
    next: isMediaThere(found, reply) && inSeconds !== null ? { inSeconds, ask } : null,
    afterEnd: true,
  })
}

/** A submission whose answer never came, as its callback or its marker tells; null where none was made, or none is found. */
async function uuidOfLost(
  actor: Question['actor'],
  found: RemoteRun,
  connection: Question['connection'],
  signal: AbortSignal,
): Promise<string | null> {
  if (found.run.firstSentAt === null) return null
  const lost = await findLost(actor, found, connection, signal)
  return lost.outcome === 'found' ? lost.reply.uuid : null
}

/** Whether media that must not be kept is not said to be gone there. */
export function isMediaThere({ case: { zeroRetention } }: RemoteRun, { fileDeletedAt }: Answered['reply']): boolean {
  return zeroRetention && fileDeletedAt === null
}
