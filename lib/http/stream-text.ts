import { log } from '@/lib/log'

/**
 * Text sent while it is made. Throws what the first piece throws, so that a refusal can still be answered as one; a later
 * failure is logged and breaks the download off.
 */
export async function streamText(pieces: AsyncGenerator<string, undefined>): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder()
  let next = await pieces.next()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (next.done) return controller.close()
        controller.enqueue(encoder.encode(next.value))
        try {
          next = await pieces.next()
        } catch (error) {
          log.error({ err: error }, 'a download broke off while it was made')
          controller.error(error)
        }
      },
      async cancel() {
        await pieces.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
