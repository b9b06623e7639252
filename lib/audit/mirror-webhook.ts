import { postCallback } from '@/lib/callbacks/post-callback'
import { signatureHeaders } from '@/lib/callbacks/signature'
import { teamSecret } from '@/lib/callbacks/team-secret'
import { now } from '@/lib/clock'
import { withTeam } from '@/lib/db/client'
import { env } from '@/lib/env'
import type { Outgoing } from './mirror-outside'
import { signingKey } from './signing-key'
import { trailName, verifierKey } from './trail-key'

/**
 * Posts a checkpoint to TRAIL_MIRROR_URL, by the rules for callbacks and signed like them with the team's callback secret.
 * Answers why it did not arrive, as a sentence, or null.
 */
export async function mirrorByWebhook({ teamId, size, note }: Outgoing): Promise<string | null> {
  const url = env().TRAIL_MIRROR_URL
  if (!url) return 'TRAIL_MIRROR_URL is not set.'
  const secret = await withTeam(teamId, (tx) => teamSecret(tx, teamId))
  const key = verifierKey(trailName(teamId), signingKey().publicKey)
  const body = JSON.stringify({ type: 'trail.checkpoint', team: teamId, size, checkpoint: note, verifierKey: key })
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Docket',
    ...signatureHeaders({ secret, id: `msg_trail_${teamId.replaceAll('-', '')}_${size}`, at: now(), body }),
  }
  const { failure } = await postCallback({ url, headers, body }, new AbortController().signal)
  return failure
}
