import { detectionId } from '@/lib/detect/detection-uuid'

/** What a callback about a detection elsewhere claims. */
export interface CallbackClaim {
  /** As it is spelled, for that is how the API knows it; the empty string where it names none. */
  remoteUuid: string
  /** The empty string where it says none that is known. */
  status: 'processing' | 'completed' | 'failed' | ''
}

/**
 * Reads a callback's body as liberally as can be: with or without the envelope, any spelling of the uuid, and where it
 * cannot be read at all it still hints that something happened. Nothing else in it is ever used.
 */
export function readDetectionCallback(body: Uint8Array): CallbackClaim {
  const said = parsed(body)
  const item = 'item' in said ? recordOf(said.item) : said
  const uuid = typeof item.uuid === 'string' ? item.uuid.trim() : ''
  const status = typeof item.status === 'string' ? item.status.trim().toLowerCase() : ''
  return { remoteUuid: detectionId(uuid) === null ? '' : uuid, status: isStatus(status) ? status : '' }
}

function isStatus(status: string): status is 'processing' | 'completed' | 'failed' {
  return status === 'processing' || status === 'completed' || status === 'failed'
}

function parsed(body: Uint8Array): Record<string, unknown> {
  try {
    return recordOf(JSON.parse(new TextDecoder().decode(body)))
  } catch {
    return {}
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}
