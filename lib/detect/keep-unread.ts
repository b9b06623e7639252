import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { remoteRuns } from '@/drizzle/schema/remote-runs'
import type { Actor } from '@/lib/access/actor'
import { command } from '@/lib/db/command'
import type { RemoteFailure } from './detectors/remote-failure'

/**
 * Keeps the beginning of an answer that could not be read, as `{ unreadable: text }`, in the place of the run's raw reply: an
 * admin sees in the evidence what the API really said. Never in the place of a reply that was read, and not at all under
 * zero retention. As text, so that no field in it passes for what the API says of the media.
 */
export async function keepUnread(actor: Actor, detectionId: string, { said }: RemoteFailure): Promise<void> {
  if (said !== null) await keep(actor, { detectionId, said })
}

const keep = command({
  permission: 'detection.run',
  input: z.object({ detectionId: z.uuid(), said: z.string().max(8192) }),
  async run(tx, { detectionId, said }, { teamId }) {
    const reply = { unreadable: said.replaceAll('\0', '').toWellFormed() }
    await tx
      .update(remoteRuns)
      .set({ reply })
      .where(
        and(
          eq(remoteRuns.teamId, teamId),
          eq(remoteRuns.detectionId, detectionId),
          sql`(${remoteRuns.reply} is null or ${remoteRuns.reply} ? 'unreadable')`,
          sql`exists (select 1 from ${detections} join ${cases} on ${cases.teamId} = ${detections.teamId}
            and ${cases.id} = ${detections.caseId} where ${detections.teamId} = ${teamId}
            and ${detections.id} = ${detectionId} and not ${cases.zeroRetention})`,
        ),
      )
    return { result: null, events: [] }
  },
})
