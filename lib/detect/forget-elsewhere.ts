import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { secondsSince } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { log } from '@/lib/log'
import { deleteDetection } from './detectors/remote-client'
import { RemoteFailure } from './detectors/remote-failure'
import { keptWords } from './kept-words'
import { loadRemoteRun, type RemoteRun } from './load-remote-run'
import { noteError } from './note-connection'
import type { Unreached } from './reach-run'
import type { Connection } from './read-connection'
import { remoteTurn } from './remote-turn'
import { askJob } from './run-jobs'

interface There {
  connection: Connection
  remoteUuid: string
  signal: AbortSignal
}

/** How long a deletion there is tried, from the one here on. Seconds. */
const longest = 7 * 86_400

/**
 * Deletes a detection at the other Detect API where whoever handed it in has deleted it here; nothing otherwise. Where that
 * does not work now it is tried again, for a week; the media here is deleted in any case.
 */
export async function forgetElsewhere(
  actor: Actor,
  detectionId: string,
  { connection, remoteUuid, signal }: There,
): Promise<void> {
  const found = await loadRemoteRun(actor, { detectionId })
  const deletedAt = found?.detection.deletedAt ?? null
  if (!found || deletedAt === null) return
  try {
    await remoteTurn(connection, actor.teamId, signal)
    await deleteDetection(connection, remoteUuid, signal)
  } catch (error) {
    if (!(error instanceof RemoteFailure)) throw error
    log.warn({ err: error, detectionId }, 'a deleted detection could not be deleted at the Detect API that ran it')
    const inSeconds = nextTryIn(secondsSince(deletedAt), error.retryAfterSeconds ?? 0)
    await noteStillThere(actor, {
      detectionId,
      forAdmin: `A deleted detection is still there. ${error.forAdmin}`,
      inSeconds,
    })
  }
}

/**
 * Tells an admin of a detection that was deleted here, where the API that has it cannot be asked to delete it: the present
 * one knows nothing of it, and would say that it is gone. Nothing for one that was not deleted here, or was never sent.
 */
export async function tellStillThere(actor: Actor, { run, detection }: RemoteRun, { why }: Unreached): Promise<void> {
  const { id: detectionId, deletedAt } = detection
  if (deletedAt === null || (run.remoteUuid === null && run.sends === 0)) return
  const itIs =
    run.remoteUuid === null
      ? 'A deleted detection may still be there, for its answer was lost:'
      : `A deleted detection is still there: ${run.remoteUuid}`
  const at = `${itIs} at ${run.apiHost ?? 'a Detect API'}`
  const forAdmin =
    why === 'sealed'
      ? `${at}, whose key cannot be read. Enter the key again, or delete it there.`
      : `${at}, which is not connected any more. Delete it there.`
  const inSeconds = why === 'sealed' ? nextTryIn(secondsSince(deletedAt), 0) : null
  await noteStillThere(actor, { detectionId, forAdmin, inSeconds })
}

/** Also what somebody has to mend first, such as a key, is waited for. */
function nextTryIn(elapsed: number, retryAfter: number): number | null {
  if (elapsed >= longest) return null
  return Math.max(elapsed < 900 ? 60 : elapsed < 86_400 ? 900 : 6 * 3600, retryAfter)
}

/** Tells an admin, and queues the next try, if there is to be one. */
const noteStillThere = command({
  permission: 'detection.run',
  input: z.object({ detectionId: z.uuid(), inSeconds: z.number().min(0).nullable(), forAdmin: z.string().min(1) }),
  async run(tx, { detectionId, inSeconds, ...said }, { teamId }) {
    const { forAdmin } = await keptWords(tx, { teamId, detectionId }, said)
    await noteError(tx, teamId, forAdmin)
    const jobs = inSeconds === null ? [] : [askJob({ teamId, detectionId }, inSeconds)]
    return { result: null, events: [], jobs }
  },
})
