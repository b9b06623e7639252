import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { POST } from '@/app/api/callbacks/detection/[token]/route'
import { env } from '@/lib/env'

export interface CallbackDoor {
  /** The statuses that callbacks were answered with, in order. */
  answers: number[]
  /** Callbacks are not let in any more, or are again: the connection breaks. */
  shut(shut?: boolean): void
  stop(): Promise<void>
}

/** Serves this process's callback route over real HTTP, and makes its address the public one. */
export async function openCallbackDoor(): Promise<CallbackDoor> {
  const answers: number[] = []
  let isShut = false
  const server = http.createServer(async (request, response) => {
    if (isShut) return void request.socket.destroy()
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const path = request.url ?? ''
    const answer = await POST(new Request(`http://localhost${path}`, { method: 'POST', body: Buffer.concat(chunks) }), {
      params: Promise.resolve({ token: path.split('/').at(-1) ?? '' }),
    })
    answers.push(answer.status)
    response.writeHead(answer.status).end(await answer.text())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const before = env().PUBLIC_URL
  env().PUBLIC_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    answers,
    shut(shut = true) {
      isShut = shut
    },
    async stop() {
      env().PUBLIC_URL = before
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
