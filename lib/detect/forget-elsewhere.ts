import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { secondsSince } from '@/lib/clock'
import { command } from '@/lib/db/command'
import type { Job } from '@/lib/jobs/payloads'
import { log } from '@/lib/log'
import { hostOf } from './detectors/remote-agent'
import { deleteDetection } from './detectors/remote-client'
import { RemoteFailure } from './detectors/remote-failure'
import { loadRemoteRun } from './load-remote-run'
import { noteError } from './note-connection'
import type { Connection } from './read-connection'
import { remoteTurn } from './remote-turn'

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
  const { apiHost } = found.run
  if (apiHost !== null && apiHost !== hostOf(connection)) {
    // The present API knows nothing of it, and would say that it is gone.
    const forAdmin = `It is at ${apiHost}, which is not connected any more. Delete it there.`
    return void (await noteStillThere(actor, { detectionId, forAdmin, inSeconds: null }))
  }
  try {
    await remoteTurn(connection, actor.teamId, signal)
    await deleteDetection(connection, remoteUuid, signal)
  } catch (error) {
    if (!(error instanceof RemoteFailure)) throw error
    log.warn({ err: error, detectionId }, 'a deleted detection could not be deleted at the Detect API that ran it')
    const inSeconds = nextTryIn(secondsSince(deletedAt), error.retryAfterSeconds ?? 0)
    await noteStillThere(actor, { detectionId, forAdmin: error.forAdmin, inSeconds })
  }
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
  async run(tx, { detectionId, inSeconds, forAdmin }, { teamId }) {
    await noteError(tx, teamId, `A deleted detection is still there. ${forAdmin}`)
    const jobs: Job[] =
      inSeconds === null
        ? []
        : [['detection.poll', { teamId, detectionId }, { startAfterSeconds: Math.ceil(inSeconds) }]]
    return { result: null, events: [], jobs }
  },
})
