import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** How the stand-in hub answers a path: bytes, a redirect, a status, or not at all. */
export type HubAnswer =
  | Buffer
  | { redirect: string }
  | { status: number }
  | { length: number }
  | 'cut'
  | 'hang'
  /** More bytes than any model may have, without saying so before. */
  | 'endless'

export interface ModelHub {
  /** `http://127.0.0.1:PORT`, as HF_ENDPOINT names it. */
  url: string
  /** Paths asked for, in order. */
  asked: string[]
  answers: Record<string, HubAnswer>
  close(): Promise<void>
}

/** A hub on a port of its own that gives out files as huggingface.co does. What it has no answer for is 404. */
export async function startModelHub(answers: ModelHub['answers'] = {}): Promise<ModelHub> {
  const asked: string[] = []
  const server = http.createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const answer = answers[path] ?? { status: 404 }
    if (answer === 'hang') return
    if (answer === 'cut') {
      response.writeHead(200, { 'content-length': 1000 })
      response.write('half')
      setTimeout(() => response.destroy(), 20)
    } else if (answer === 'endless') {
      const chunk = Buffer.alloc(1 << 20)
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      }
      response.on('drain', more)
      response.writeHead(200)
      more()
    } else if (Buffer.isBuffer(answer)) response.end(answer)
    else if ('redirect' in answer) response.writeHead(302, { location: answer.redirect }).end()
    else if ('length' in answer) response.writeHead(200, { 'content-length': answer.length }).flushHeaders()
    else response.writeHead(answer.status).end('no')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answers,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
