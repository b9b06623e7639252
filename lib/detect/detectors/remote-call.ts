import type { Readable } from 'node:stream'
import { type Dispatcher, request } from 'undici'
import { now } from '@/lib/clock'
import { DocketError } from '@/lib/errors'
import { traced, traceHeaders } from '@/lib/tracing/span'
import type { Connection } from '../read-connection'
import { agentFor, hostOf, notAllowed } from './remote-agent'
import { RemoteFailure, unavailable, unreadable } from './remote-failure'
import { refusalOf } from './reply-refusal'

/** The largest answer that is read, in bytes: one with a heatmap in it has about one million. */
export const largestAnswer = 20 * 1024 * 1024

/** Milliseconds without an answer's headers, and then without more of its body. */
export interface Patience {
  headers: number
  body: number
}
const usual: Patience = { headers: 30_000, body: 30_000 }
/** An API looks at a file before it answers. */
export const forUploads: Patience = { headers: 120_000, body: 30_000 }

/** An upload slower than this is given up, in bytes per second: it holds up whoever else waits for a worker. */
const slowest = 64 * 1024

/** No upload takes longer than this, or its job (lib/jobs/prepare-queue.ts) would expire and be begun anew beside it. */
const longestUpload = 6 * 3600_000

/** Milliseconds after which a request is given up, however much of it still moves. */
export function longestFor(bodyBytes: number, { headers, body }: Patience): number {
  return headers + body + Math.min(longestUpload, Math.ceil((bodyBytes / slowest) * 1000))
}

/** The token in a callback address of ours, as it is written in JSON: who reads it could report in the API's place. */
const callbackToken = /(callbacks(?:\\?\/|%2f)detection(?:\\?\/|%2f))[\w-]{43}/gi

/** One request to a Detect API. */
export interface Call {
  method: 'GET' | 'POST' | 'DELETE'
  /** Behind the base URL, with its query: `/detect?page=1`. */
  path: string
  headers?: Record<string, string>
  body?: string | Readable
  bodyBytes?: number
  /** It can be put again without harm, whatever became of it: nothing is analysed or paid for. */
  harmless?: boolean
  signal: AbortSignal
  patience?: Patience
}

/**
 * Sends a request with the connection's key and answers the JSON that came back. Follows no redirect. Throws
 * RemoteFailure for everything else, and what the signal was aborted with.
 */
export function callRemote(connection: Connection, call: Call): Promise<unknown> {
  return traced('detector call', { 'http.request.method': call.method }, () => ask(connection, call))
}

async function ask(connection: Connection, call: Call): Promise<unknown> {
  const host = hostOf(connection)
  const changes = call.method === 'POST' && !call.harmless
  const answer = await send(connection, call).catch((error: unknown) => {
    call.signal.throwIfAborted()
    throw asFailure(error, connection, changes)
  })
  const text = await textOf(answer, host, changes).catch((error: unknown) => {
    call.signal.throwIfAborted()
    throw error
  })
  const status = answer.statusCode
  const body = parsed(withoutSecrets(text, connection.key))
  if (status < 200 || status >= 300) {
    const retryAfter = [answer.headers['retry-after']].flat()[0]
    throw refusalOf({ host, status, body, retryAfter, changes, now: now() })
  }
  if (body !== undefined) return body
  const said = withoutSecrets(text, connection.key)
  throw unreadable(host, notJson(text, status), { permanent: false, status, maybeDone: changes, said })
}

async function send(connection: Connection, call: Call, again = true): Promise<Dispatcher.ResponseData> {
  const { method, path, bodyBytes = 0, patience = usual } = call
  const deadline = AbortSignal.timeout(longestFor(bodyBytes, patience))
  try {
    return await request(`${connection.url}${path}`, {
      method,
      dispatcher: agentFor(connection),
      headers: {
        accept: 'application/json',
        'user-agent': 'Docket',
        ...traceHeaders(),
        ...call.headers,
        authorization: `Bearer ${connection.key}`,
      },
      body: call.body ?? null,
      signal: AbortSignal.any([call.signal, deadline]),
      headersTimeout: patience.headers,
      bodyTimeout: patience.body,
    })
  } catch (error) {
    // A connection that was kept open may have been closed over there the moment it was used again.
    const wasClosed = /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/.test(codeOf(error))
    if (again && method === 'GET' && wasClosed && !call.signal.aborted) return send(connection, call, false)
    throw error
  }
}

async function textOf(answer: Dispatcher.ResponseData, host: string, changes: boolean): Promise<string> {
  const { statusCode: status, body } = answer
  const told = { permanent: false, status, maybeDone: changes }
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      size += chunk.length
      if (size > largestAnswer)
        throw unreadable(host, 'answered with more than 20 MB, which is not read.', { ...told, permanent: true })
      chunks.push(chunk)
    }
  } catch (cause) {
    if (cause instanceof RemoteFailure) throw cause
    throw unreadable(host, 'broke its answer off in the middle.', { ...told, cause })
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Whatever it says is kept and shown, and some services repeat the key they refuse, or the address they cannot call. */
function withoutSecrets(text: string, key: string): string {
  const said = text.replace(callbackToken, '$1…')
  return key.length < 8 ? said : said.replaceAll(key, '…')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function notJson(text: string, status: number): string {
  if (/^\s*<(!doctype|html|\?xml)/i.test(text))
    return `answered with a web page in place of JSON (${status}), as if its address were not that of a Detect API.`
  if (text.trim() === '') return `answered with nothing at all (${status}).`
  return /^\s*[[{]/.test(text)
    ? `answered with JSON that ends in the middle (${status}).`
    : `answered with something that is no JSON (${status}).`
}

/** Codes of failures after which nothing can have been done: no connection came about. */
const unsent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/

function asFailure(error: unknown, connection: Connection, changes: boolean): unknown {
  // The file to send is not there: a fault of ours.
  if (error instanceof RemoteFailure || /^(ENOENT|EACCES|EISDIR|EIO)$/.test(codeOf(error))) return error
  const host = hostOf(connection)
  const refused = [error, (error as Error).cause].find((one) => one instanceof DocketError)
  if (refused) return notAllowed(connection.url, refused)
  const code = codeOf(error)
  return unavailable(host, because(code), changes && !unsent.test(code), error)
}

/** Of several addresses that were tried, the first one's. */
function codeOf(error: unknown): string {
  // Its code is a number out of the past.
  if (error instanceof DOMException) return error.name
  const { code, name, errors } = error as NodeJS.ErrnoException & { errors?: unknown[] }
  const inner = Array.isArray(errors) ? (errors[0] as NodeJS.ErrnoException | undefined)?.code : undefined
  return String(code ?? inner ?? name ?? '')
}

function because(code: string): string {
  if (code === 'ECONNREFUSED') return 'refused the connection.'
  if (/^(ENOTFOUND|EAI_)/.test(code))
    return 'cannot be found: its name does not exist, or cannot be looked up just now.'
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_/.test(code)) return 'shows a certificate that is not valid or not trusted.'
  if (/TIMEOUT|TimeoutError|AbortError/.test(code)) return 'did not answer in time.'
  return 'could not be reached, or broke the connection off.'
}
