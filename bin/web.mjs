// The web process: Next's production server. Plain JavaScript, so that no loader stands between Next and its build.
import http from 'node:http'
import path from 'node:path'
import next from 'next'
import { answerBare, answerBrokenRequest, answerEarly } from './bare-answers.mjs'
import { answerCallback } from './callback-door.mjs'
import { noteRequest } from './note-request.mjs'
import { sentToPublicAddress } from './public-address.mjs'
import { answerUnreadablePath } from './readable-path.mjs'
import { inRequest } from './request-scope.mjs'
import { routePatterns } from './route-pattern.mjs'
import { keepToHttps } from './strict-transport.mjs'

const hostname = process.env.HOST ?? '127.0.0.1'
const port = Number(process.env.PORT ?? 3000)
// As lib/env.ts has it.
const publicUrl = process.env.PUBLIC_URL || `http://localhost:${port}`
const app = next({ dev: false, dir: path.resolve(import.meta.dirname, '..'), hostname, port })
// A missing Host is refused below, in the contract's shape.
const server = http.createServer({ requireHostHeader: false })
// Next's own server gives an upload five minutes; the largest, 5 GiB, needs four hours at 3 Mbit/s. Whoever sends nothing
// for a minute is let go before (lib/media/read-body.ts).
server.requestTimeout = 4 * 3600_000
server.headersTimeout = 60_000
server.keepAliveTimeout = 75_000

let stopping = false
function stop() {
  if (stopping) return
  stopping = true
  server.close(() => process.exit(0))
  server.closeIdleConnections()
  // What was traced lately is not sent yet (lib/tracing/span.ts).
  void globalThis[Symbol.for('docket.tracing')]?.stop().catch(() => {})
  // Live updates stay open for as long as their pages: what has not ended by now is cut off.
  setTimeout(() => server.closeAllConnections(), 1000).unref()
  setTimeout(() => process.exit(0), 3000).unref()
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
// The launcher died, perhaps before this line: nobody would ever stop this process, and it would keep the port.
process.on('disconnect', stop)
if (process.connected === false) stop()

server.on('error', (error) => {
  process.stderr.write(`The web server could not listen on ${hostname}:${port}: ${error.message}\n`)
  process.exit(1)
})
await app.prepare()
// postgres.js 3.4.9 throws this when a connection ends under a buffered write, and never sends on that connection again.
// Next would log it and go on with a pool that hangs; the launcher starts this process again with a whole one.
process.on('uncaughtException', (error) => {
  if (!/\bnextWrite\b/.test(error?.stack ?? '')) return
  process.stderr.write('A connection to the database was lost in a way that its driver does not survive.\n')
  process.exit(1)
})

const handle = app.getRequestHandler()
const patternOf = routePatterns(path.resolve(import.meta.dirname, '..'))
server.on('request', (request, response) => inRequest(request, response, () => answer(request, response)))
function answer(request, response) {
  noteRequest(request, response, patternOf)
  // Who holds this connection, whatever the client claims (lib/access/client-address.ts).
  request.headers['x-docket-peer'] = request.socket.remoteAddress ?? ''
  keepToHttps(response, publicUrl)
  if (answerEarly(request, response) || answerUnreadablePath(request, response)) return
  if (answerCallback(request, response)) return
  if (sentToPublicAddress(request, response, publicUrl)) return
  if (request.url?.startsWith('/api/media/')) restoreLength(response)
  void handle(request, response)
}
server.on('checkExpectation', (request, response) => answerBare(request, response, 417))
server.on('clientError', answerBrokenRequest)
server.on('connect', (_, socket) => answerBrokenRequest({}, socket))
server.listen(port, hostname)

// Next drops Content-Length, which players need to seek and downloads to show progress; the route says it once more.
function restoreLength(response) {
  const { writeHead } = response
  response.writeHead = (...head) => {
    const length = response.getHeader('x-docket-length')
    response.removeHeader('x-docket-length')
    if (length !== undefined) response.setHeader('content-length', length)
    return writeHead.apply(response, head)
  }
}
