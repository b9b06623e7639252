import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request that arrived at the receiver. */
export interface Received {
  method: string
  /** Path and query. */
  path: string
  headers: http.IncomingHttpHeaders
  // biome-ignore lint/suspicious/noExplicitAny: tests look into payloads of any shape.
  body: any
  /** The body as it came over the wire: what a signature is over. */
  text: string
  /** When it had arrived whole, by performance.now(). */
  at: number
}

/** How the receiver answers: a status, or a function that does it itself (or never does). */
export type Answering = number | ((response: http.ServerResponse, request: Received) => void)

export interface CallbackReceiver {
  /** `http://127.0.0.1:PORT/callback` */
  url: string
  /** `127.0.0.1:PORT`, as ALLOWED_PRIVATE_HOSTS names it. */
  host: string
  /** In the order of arrival. */
  received: Received[]
  /** How it answers from now on; 200 to begin with. */
  answerWith(answering: Answering): void
  /** Resolves with all that came once `count` requests have arrived; rejects after `milliseconds` (10,000). */
  waitFor(count: number, milliseconds?: number): Promise<Received[]>
  /** Ends it and every connection to it. */
  stop(): Promise<void>
}

/** A real HTTP server on loopback that keeps what is sent to it. Stop it after the test. */
export async function startReceiver(answering: Answering = 200, port = 0): Promise<CallbackReceiver> {
  let present = answering
  const received: Received[] = []
  const waiting = new Set<() => void>()
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(chunk)
    } catch {
      return
    }
    const text = Buffer.concat(chunks).toString('utf8')
    const one: Received = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: parsed(text),
      text,
      at: performance.now(),
    }
    received.push(one)
    if (typeof present === 'number') response.writeHead(present).end()
    else present(response, one)
    for (const look of waiting) look()
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url: `http://${host}/callback`,
    host,
    received,
    answerWith(next) {
      present = next
    },
    waitFor: (count, milliseconds = 10_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look)
          reject(new Error(`${received.length} of ${count} callbacks arrived in ${milliseconds} ms`))
        }, milliseconds)
        const look = () => {
          if (received.length < count) return
          clearTimeout(timer)
          waiting.delete(look)
          resolve(received)
        }
        waiting.add(look)
        look()
      }),
    async stop() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
