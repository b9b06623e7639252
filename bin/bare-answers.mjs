import crypto from 'node:crypto'
import { STATUS_CODES } from 'node:http'

/**
 * Answers in the contract's shape what neither a route nor Next answers so (detect-api.md, section 3): what Node refuses
 * before there is a request, and what Next refuses or breaks on before there is a route.
 */

const sentences = {
  400: 'The request is not well-formed HTTP, or its method is not one this server knows.',
  404: 'There is nothing at this address.',
  405: 'This method is not offered here.',
  408: 'The request did not arrive in time. Send it again.',
  413: 'The request is larger than this server takes.',
  417: 'Only “Expect: 100-continue” can be met. Send the request without that header.',
  431: 'The request’s address and headers together are larger than 16 KB. Send parameters in the body.',
  500: 'Something went wrong on the server. Try again; if it happens again, tell the server’s administrator',
}

/** Status of a connection's failure by Node's or the parser's code; anything else is 400. */
const failures = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_CHUNK_EXTENSIONS_OVERFLOW: 413 }

/** What a route can offer; anything else reaches it as PUT, which none does, and so gets its refusal. */
const routable = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])

/** How long a refused connection may still send before it is cut: its sender should get to read the answer. */
const lingerFor = 2_000

const ended = new WeakSet()

/** For `clientError`: answers bytes that are no request Node can read, and ends the connection. */
export function answerBrokenRequest(error, socket) {
  if (ended.has(socket)) return
  ended.add(socket)
  socket.on('error', () => {})
  // What is still being answered would be mixed up with this.
  if (!socket.writable || socket._httpMessage?.headersSent) return socket.destroy()
  const status = failures[error.code] ?? 400
  const { body, headers } = contractAnswer(status)
  const head = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${body}`)
  socket.on('end', () => socket.destroy())
  setTimeout(() => socket.destroy(), lingerFor).unref()
}

/** Answers a request here, in the contract's shape; `message` says more than its status does. */
export function answerBare(request, response, status, message) {
  const { body, headers } = contractAnswer(status, message, response.getHeader('x-request-id'))
  // What is still to come of the request is read and dropped, so that its sender gets to see the answer.
  request.resume()
  response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body)
}

/**
 * Whether a request cannot go on to Next as it came, and was answered here. Under /api what Next refuses by itself is
 * seen to as well: an odd method under /api/v2, which it would answer without a route, is told to the route by a header.
 */
export function answerEarly(request, response) {
  delete request.headers['x-docket-method']
  // The form that proxies use, whose host Next would redirect to.
  request.url = (request.url ?? '/').replace(/^https?:\/\/[^/?#]*\/?/i, '/')
  if (!request.url.startsWith('/')) {
    answerBare(request, response, 400)
    return true
  }
  if (request.headers.host === undefined && request.httpVersion === '1.1') {
    answerBare(request, response, 400, 'The request has no Host header, which HTTP/1.1 asks for.')
    return true
  }
  if (!/^\/api([/?]|$)/i.test(request.url)) return false
  refuseInJson(response, request.method === 'HEAD')
  // Next would answer an address that ends with a slash by a redirect, which few clients follow with a body.
  request.url = request.url.replace(/^(\/api\/[^?]*?)\/+(?=\?|$)/i, '$1')
  if (!routable.has(request.method) && /^\/api\/v2([/?]|$)/i.test(request.url)) {
    request.headers['x-docket-method'] = request.method
    request.method = 'PUT'
  }
  return false
}

/**
 * Sees to it that whatever answers a request refuses it in JSON: an answer of 400 or more that is none is
 * replaced, keeping its status and what it allows.
 */
function refuseInJson(response, isHead) {
  const { writeHead, write, end } = response
  let replaced = null
  const replace = (status) => {
    if (response.headersSent || replaced || status < 400) return
    if (/^application\/([\w.-]+\+)?json\b/.test(String(response.getHeader('content-type') ?? ''))) return
    // A length of nothing is right for an answer to HEAD, and for a range that a route refuses.
    if (status === 416) return
    replaced = contractAnswer(status, undefined, response.getHeader('x-request-id'))
    for (const name of ['content-encoding', 'transfer-encoding', 'etag']) response.removeHeader(name)
    for (const [name, value] of Object.entries(replaced.headers)) response.setHeader(name, value)
  }
  response.writeHead = (status, ...rest) => {
    for (const [name, value] of headersIn(rest.at(-1))) response.setHeader(name, value)
    response.statusCode = status
    replace(status)
    return writeHead.call(response, response.statusCode)
  }
  response.write = (...args) => {
    replace(response.statusCode)
    return replaced ? true : write.apply(response, args)
  }
  response.end = (...args) => {
    replace(response.statusCode)
    if (!replaced) return end.apply(response, args)
    const done = args.find((arg) => typeof arg === 'function')
    return end.call(response, isHead ? undefined : replaced.body, done)
  }
}

function headersIn(given) {
  if (given === null || typeof given !== 'object') return []
  if (!Array.isArray(given)) return Object.entries(given).filter(([, value]) => value !== undefined)
  if (Array.isArray(given[0])) return given
  return given.flatMap((name, at) => (at % 2 === 0 ? [[name, given[at + 1]]] : []))
}

function contractAnswer(status, says, requestId = crypto.randomUUID()) {
  const known = says ?? sentences[status] ?? `The request was refused: ${STATUS_CODES[status] ?? status}.`
  const message = status === 500 && !says ? `${known} this number: ${requestId}.` : known
  const entry = { level: status >= 500 ? 50 : 30, time: Date.now(), pid: process.pid, requestId, status }
  if (logged(entry.level)) process.stdout.write(`${JSON.stringify({ ...entry, msg: 'bare answer' })}\n`)
  const body = JSON.stringify({ success: false, message, error: message })
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-request-id': requestId,
  }
  return { body, headers }
}

/** As lib/log.ts: LOG_LEVEL, by pino's numbers. */
function logged(level) {
  const levels = { trace: 10, debug: 20, info: 30, warn: 40, error: 50 }
  const least = process.env.LOG_LEVEL === 'silent' ? Number.POSITIVE_INFINITY : (levels[process.env.LOG_LEVEL] ?? 30)
  return level >= least
}
