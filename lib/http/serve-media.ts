import { Readable } from 'node:stream'
import type { media } from '@/drizzle/schema/media'
import { DocketError, notFound } from '@/lib/errors'
import { bytesInStore } from '@/lib/media/file-bytes'
import { loadFileKey } from '@/lib/media/load-file-key'
import { sealedSize } from '@/lib/media/sealed-file'
import { storeHolding } from '@/lib/media/store'
import { byteRange } from './byte-range'
import { contentDisposition } from './content-disposition'

/** What a browser may show by itself; anything else is only handed over. */
const shown =
  /^(image\/(jpeg|png|gif|webp|avif)|audio\/(wav|mpeg|ogg|aac|flac|mp4|amr)|video\/(mp4|quicktime|3gpp|webm|x-matroska|x-msvideo|x-ms-wmv))$/

/**
 * Answers GET and HEAD for a copy of media, whole or one range of it, as it is itself where it lies sealed. Throws `not_found`
 * when its bytes are gone, `gone` when their key is, and `internal` when they are not what was stored.
 */
export async function serveMedia(request: Request, copy: typeof media.$inferSelect): Promise<Response> {
  const stored = await storeHolding(copy).size(copy.storeKey)
  if (stored === null) throw notFound('Media')
  const key = await loadFileKey(copy)
  if (key && stored !== sealedSize(copy.sizeBytes)) throw damaged()
  const size = key ? copy.sizeBytes : stored
  const known = shown.test(copy.contentType)
  const headers = new Headers({
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-store',
    'content-disposition': contentDisposition(known ? 'inline' : 'attachment', copy.filename),
    'content-security-policy': "sandbox; default-src 'none'",
    'content-type': known ? copy.contentType : 'application/octet-stream',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  })
  // Nothing we send lets a client prove that the file is still the same, so If-Range never holds.
  const range = request.headers.has('if-range') ? null : byteRange(request.headers.get('range'), size)
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${size}`)
    setLength(headers, 0)
    return new Response(null, { status: 416, headers })
  }
  setLength(headers, range ? range.end - range.start + 1 : size)
  if (range) headers.set('content-range', `bytes ${range.start}-${range.end}/${size}`)
  const status = range ? 206 : 200
  if (request.method === 'HEAD') return new Response(null, { status, headers })
  const stream = await bytesInStore(copy, key).open(range ?? undefined)
  request.signal.addEventListener('abort', () => stream.destroy(), { once: true })
  return new Response(Readable.toWeb(stream) as ReadableStream, { status, headers })
}

function damaged(): DocketError {
  return new DocketError('internal', 'This media is damaged where it is stored, so it cannot be opened.')
}

/** Said twice: Next drops the first, and bin/web.mjs makes it of the second again. */
function setLength(headers: Headers, bytes: number): void {
  headers.set('content-length', String(bytes))
  headers.set('x-docket-length', String(bytes))
}
