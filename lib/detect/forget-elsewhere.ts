import type { Actor } from '@/lib/access/actor'
import { log } from '@/lib/log'
import { deleteDetection } from './detectors/remote-client'
import { loadRemoteRun } from './load-remote-run'
import type { Connection } from './read-connection'
import { remoteTurn } from './remote-turn'

interface There {
  connection: Connection
  remoteUuid: string
  signal: AbortSignal
}

/**
 * Deletes a detection at the other Detect API where whoever handed it in has deleted it here; nothing otherwise. As far as
 * that works: what fails is logged, and the media here is deleted in any case.
 */
export async function forgetElsewhere(
  actor: Actor,
  detectionId: string,
  { connection, remoteUuid, signal }: There,
): Promise<void> {
  const found = await loadRemoteRun(actor, { detectionId })
  if (!found?.detection.deletedAt) return
  try {
    await remoteTurn(connection, actor.teamId, signal)
    await deleteDetection(connection, remoteUuid, signal)
  } catch (error) {
    signal.throwIfAborted()
    log.warn({ err: error, detectionId }, 'a deleted detection could not be deleted at the Detect API that ran it')
  }
}
