import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'

/** Serves one route over real HTTP on loopback, for those who call Docket from outside. Answers its origin. */
export async function serveRoute(
  handle: (request: Request) => Promise<Response>,
): Promise<{ origin: string; close(): Promise<void> }> {
  const server = http.createServer(async (incoming, response) => {
    const { method = 'GET', url = '/', headers } = incoming
    const body = method === 'GET' || method === 'HEAD' ? null : (Readable.toWeb(incoming) as ReadableStream)
    const given = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])
    const init = { method, headers: given, body, ...(body && { duplex: 'half' }) }
    const answer = await handle(new Request(new URL(url, 'http://localhost'), init))
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
