import { log } from '@/lib/log'

/** Items read and held at a time. */
const piece = 50

/**
 * A list in the contract's envelope, sent while it is read, so that memory does not grow with its length. A failure on
 * the way is logged and breaks the answer off, which its reader sees as JSON that ends too early.
 */
export function streamList<T>(
  envelope: Record<string, unknown>,
  ids: T[],
  readItems: (ids: T[]) => Promise<unknown[]>,
): Response {
  const encoder = new TextEncoder()
  const texts = listText(envelope, ids, readItems)
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { value, done } = await texts.next()
          if (done) controller.close()
          else controller.enqueue(encoder.encode(value))
        } catch (error) {
          log.error({ err: error }, 'a list broke off while it was sent')
          controller.error(error)
        }
      },
      async cancel() {
        await texts.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(stream, { headers: { 'content-type': 'application/json' } })
}

async function* listText<T>(
  envelope: Record<string, unknown>,
  ids: T[],
  readItems: (ids: T[]) => Promise<unknown[]>,
): AsyncGenerator<string, undefined> {
  yield `${JSON.stringify(envelope).slice(0, -1)},"items":[`
  let first = true
  for (let at = 0; at < ids.length; at += piece) {
    for (const item of await readItems(ids.slice(at, at + piece))) {
      yield (first ? '' : ',') + JSON.stringify(item)
      first = false
    }
  }
  yield ']}'
}
