import type { media } from '@/drizzle/schema/media'
import type { Actor } from '@/lib/access/actor'
import { type Look, recordLook } from '@/lib/audit/record-look'

type Copy = typeof media.$inferSelect

/**
 * Writes into the trail that bytes of a copy are being handed out; nothing for HEAD, and for a range there is none of.
 * To be called before the answer leaves: when the trail cannot take it, nobody gets the bytes.
 */
export async function recordMediaLook(actor: Actor, copy: Copy, request: Request, answer: Response): Promise<void> {
  if (request.method === 'HEAD' || (answer.status !== 200 && answer.status !== 206)) return
  const look: Look = {
    type: lookType(actor, copy, request, answer),
    caseId: copy.caseId,
    mediaId: copy.id,
    copy: copy.copy,
  }
  // A player asks for one part after the other.
  const again = answer.status === 206 && !answer.headers.get('content-range')?.startsWith('bytes 0-')
  await recordLook(actor, look, { again })
}

function lookType(
  actor: Actor,
  copy: Copy,
  request: Request,
  answer: Response,
): Exclude<Look['type'], 'case.viewed' | 'media.unblurred'> {
  if (actor.kind === 'api-key') return 'media.downloaded'
  const handedOver = answer.headers.get('content-disposition')?.startsWith('attachment') ?? false
  // Opened by itself, or saved: the browser's own word, which pages cannot forge.
  if (handedOver || request.headers.get('sec-fetch-dest') === 'document') return 'media.downloaded'
  return copy.copy === 'original' && copy.mediaType !== 'image' ? 'media.played' : 'media.viewed'
}
