import { DocketError } from '@/lib/errors'
import { log } from '@/lib/log'
import { currentRequestId } from '@/lib/log-context'

/** Milliseconds between two words on how far it has come. */
const pauseMs = 200

/** A line of such an answer: how much is done, what came of it, or the sentence of its failure. */
export type ProgressLine<T> = { done: number } | { result: T } | { failure: string }

/** Answers with lines of JSON while `work` goes on; it goes on to its end also when nobody reads them any more. */
export function streamProgress<T>(work: (tell: (done: number) => void) => Promise<T>): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let open = true
      let told = 0
      const send = (line: ProgressLine<T>) => {
        try {
          if (open) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
        } catch {
          open = false
        }
      }
      const tell = (done: number) => {
        if (Date.now() - told < pauseMs) return
        told = Date.now()
        send({ done })
      }
      work(tell)
        .then((result) => send({ result }))
        .catch((error: unknown) => send({ failure: sentenceOf(error) }))
        .finally(() => {
          if (open) controller.close()
        })
        .catch(() => {})
    },
  })
  const headers = { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store, no-transform' }
  return new Response(body, { headers })
}

function sentenceOf(error: unknown): string {
  if (error instanceof DocketError) return error.message
  const reference = currentRequestId()
  log.error({ err: error, reference }, 'work with progress failed')
  return `Something went wrong on the server. Try again; if it happens again, tell its administrator: ${reference}.`
}
