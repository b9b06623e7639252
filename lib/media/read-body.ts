import { DocketError } from '@/lib/errors'

/** A sender that sends nothing for this long has gone. Milliseconds. */
const idle = 60_000

/** How long and how much of a refused request is still read, so that its sender gets to see the answer. */
const discardFor = 60_000
const discardBytes = 1024 * 1024 * 1024

/** A request's body, read chunk by chunk. */
export interface Body {
  /** The next chunk, or undefined at the end. Throws DocketError `bad_request` when the sender broke off. */
  next(): Promise<Uint8Array | undefined>
  receivedBytes(): number
  /**
   * Reads on without keeping anything, in the background. Closing the connection instead would show most clients a
   * network error where they should read why they were refused.
   */
  discardRest(): void
}

/** Opens the body of a request; one without a body is at its end at once. */
export function openBody(request: Request): Body {
  const reader = request.body?.getReader()
  let received = 0
  const next = async () => {
    let timer: NodeJS.Timeout | undefined
    const gone = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('nothing came for a minute')), idle)
    })
    try {
      const chunk = reader && (await Promise.race([reader.read(), gone])).value
      received += chunk?.length ?? 0
      return chunk
    } catch (cause) {
      throw new DocketError(
        'bad_request',
        'The request broke off before it was complete, so nothing was kept. Send it again.',
        { cause },
      )
    } finally {
      clearTimeout(timer)
    }
  }
  const discard = async () => {
    const until = performance.now() + discardFor
    while (received < discardBytes && performance.now() < until && (await next())) {}
    await reader?.cancel()
  }
  return { next, receivedBytes: () => received, discardRest: () => void discard().catch(() => {}) }
}

/** All of a small body. Throws DocketError `bad_request` when it is longer than `maxBytes`. */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer<ArrayBuffer>> {
  const body = openBody(request)
  const chunks: Uint8Array[] = []
  for (let chunk = await body.next(); chunk; chunk = await body.next()) {
    if (body.receivedBytes() > maxBytes) {
      body.discardRest()
      throw new DocketError(
        'bad_request',
        `The request’s body is larger than ${maxBytes / 1024} KB. Send files as multipart/form-data.`,
      )
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A body as text. Throws DocketError `bad_request` when it is no UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new DocketError('bad_request', 'The request’s body is not UTF-8 text.', { cause })
  }
}
