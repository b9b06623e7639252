import http from 'node:http'

/** What stands before a Docket: passes everything on as it is, and can get in the way of callbacks. */
export interface WayIn {
  /** `blocked`: their connections break. `repeat`: each is passed on so many times. */
  callbacks: { blocked: boolean; repeat: number; seen: number }
  stop(): Promise<void>
}

/** Passes what comes to `port` on to `to`, streaming both ways, so that browsers use it as they would the Docket itself. */
export async function openWayIn(port: number, to: number): Promise<WayIn> {
  const callbacks = { blocked: false, repeat: 1, seen: 0 }
  const pass = (request: http.IncomingMessage, then: (answer: http.IncomingMessage) => void) =>
    http
      .request(
        { host: '127.0.0.1', port: to, path: request.url, method: request.method, headers: request.headers },
        then,
      )
      .on('error', () => request.socket.destroy())
  const server = http.createServer(async (request, response) => {
    const isCallback = request.url?.startsWith('/api/callbacks/')
    if (!isCallback) {
      const onward = pass(request, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
        // Its sudden end is not passed on, as by some proxies: pages find out by the silence.
        answer.pipe(response)
      })
      response.on('close', () => onward.destroy())
      request.pipe(onward)
      return
    }
    callbacks.seen += 1
    if (callbacks.blocked) return void request.socket.destroy()
    const body = Buffer.concat(await request.toArray())
    let status = 0
    for (let sent = 0; sent < callbacks.repeat; sent++) {
      status = await new Promise<number>((resolve) =>
        pass(request, (answer) => answer.resume().on('end', () => resolve(answer.statusCode ?? 0))).end(body),
      )
    }
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    callbacks,
    async stop() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
