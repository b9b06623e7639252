import type { Actor } from '@/lib/access/actor'
import { failDetection } from './fail-detection'
import { noteRefusal } from './note-refusal'

/** Ends a detection that another Detect API gives no result on: a sentence for a moderator, another for an admin. */
export async function endRefused(
  actor: Actor,
  detectionId: string,
  { reason, forAdmin }: { reason: string; forAdmin: string },
): Promise<void> {
  await noteRefusal(actor, { detectionId, forAdmin })
  await failDetection(actor, { detectionId, reason })
}

/** Ends a detection that was to run at a Detect API which is not connected any more, or whose key cannot be read. */
export async function endUnconnected(actor: Actor, detectionId: string, why: null | 'sealed'): Promise<void> {
  await endRefused(
    actor,
    detectionId,
    why === 'sealed'
      ? {
          reason: 'The detector’s key cannot be read. Ask an admin to enter it again in the detector’s settings.',
          forAdmin: 'The key of the Detect API cannot be read, because AUTH_SECRET was replaced. Enter the key again.',
        }
      : {
          reason: 'No Detect API is connected any more. Try the analysis again to use the present detector.',
          forAdmin: 'A detection was to run at a Detect API, but none is connected any more.',
        },
  )
}
