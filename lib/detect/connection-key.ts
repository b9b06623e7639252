import { SealBroken, unseal } from '@/lib/access/seal'
import { DocketError } from '@/lib/errors'
import type { ConnectionRow } from './read-choice'

/** What a team's key is sealed for: it opens as nothing else's. */
export function keyContext(teamId: string): string {
  return `detector key of ${teamId}`
}

/** The team's own key; null where there is none, or the one that is kept cannot be opened any more. */
export function openKey({ teamId, keySealed }: Pick<ConnectionRow, 'teamId' | 'keySealed'>): string | null {
  if (keySealed === null) return null
  try {
    return unseal(keySealed, keyContext(teamId))
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}

/**
 * The kept key, if it may go on being used at `url`: at the same origin only, or a new address would learn it.
 * Throws DocketError `bad_request` with `fields.key`.
 */
export function assertKeyKept(row: ConnectionRow | null, url: string): string {
  if (row?.url == null) throw refusal('The API needs a key. Make one there, and paste it here.')
  if (new URL(row.url).origin !== new URL(url).origin)
    throw refusal('The kept key belongs to another address and is not sent to this one. Enter a key for this address.')
  const key = openKey(row)
  if (key === null)
    throw refusal('The kept key cannot be opened any more, because AUTH_SECRET was replaced. Enter it again.')
  return key
}

function refusal(message: string): DocketError {
  return new DocketError('bad_request', message, { fields: { key: [message] } })
}
