import crypto from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { type HostedRequest, kindOf, takeIn } from './hosted-intake'
import { type Fields, type HostedDetection, itemOf } from './hosted-items'

/**
 * How one request is answered instead of as usual.
 * `html`, `status`: nothing is done. `lose`: it is done, and the connection breaks before the answer. `drop`: it breaks
 * before anything is done. `cut`: done, and the answer ends in the middle. `hang`: no answer ever. `delay`: as usual, later.
 */
export type HostedStep =
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
  | { kind: 'html'; status: number }
  | { kind: 'raw'; status: number; body: string | Buffer; headers?: Record<string, string> }
  | { kind: 'lose' | 'drop' | 'cut' | 'hang' }
  | { kind: 'delay'; milliseconds: number }

/** How ends are told: once, twice, never, or first as the wrong end and then as the right one. */
export type HostedCallbacks = 'once' | 'twice' | 'lost' | 'out of order'

export interface HostedOptions {
  /** Milliseconds from submission to end; null: when `finish` is called. 20 to begin with. */
  finishAfter?: number | null
  callbacks?: HostedCallbacks
  port?: number
}

export interface HostedApi {
  /** The base URL: `http://127.0.0.1:PORT/api/v2`. */
  url: string
  /** `127.0.0.1:PORT`, as ALLOWED_PRIVATE_HOSTS names it. */
  host: string
  key: string
  /** In the order of arrival. */
  requests: HostedRequest[]
  /** Those that still exist, oldest first. */
  detections: HostedDetection[]
  /** The statuses that receivers answered callbacks with; 0 where none answered. */
  callbackAnswers: number[]
  options: Required<Omit<HostedOptions, 'port'>>
  /** The live service does not know Idempotency-Key; a Docket does. False to begin with. */
  honoursIdempotency: boolean
  /** The next requests of a route (as `HostedRequest.route` has it) are answered so, one step each. */
  script(route: string, ...steps: HostedStep[]): void
  /** Every detection ends as this says from now on; returned fields replace the item's. `status: 'failed'` fails it. */
  answerWith(say: (detection: HostedDetection) => Fields): void
  /** Ends one detection, or all that run, and reports it. */
  finish(uuid?: string): Promise<void>
  /** Posts anything to a callback address; answers the status. */
  sendCallback(url: string, body: unknown): Promise<number>
  /** The key is refused from now on, until it is given back. */
  revokeKey(revoked?: boolean): void
  stop(): Promise<void>
}

const base = '/api/v2'

/** A stand-in of the hosted service, with the quirks of the live one, on loopback over real HTTP. Stop it after the test. */
export async function startHostedApi(given: HostedOptions = {}): Promise<HostedApi> {
  const options = { finishAfter: 20, callbacks: 'once' as HostedCallbacks, ...given }
  const key = `hosted-${crypto.randomBytes(12).toString('hex')}`
  const requests: HostedRequest[] = []
  const detections: HostedDetection[] = []
  const callbackAnswers: number[] = []
  const tokens = new Map<string, string>()
  const steps = new Map<string, HostedStep[]>()
  const idempotent = new Map<string, HostedDetection>()
  const timers = new Set<NodeJS.Timeout>()
  let revoked = false
  let say: (detection: HostedDetection) => Fields = () => ({})
  let origin = ''

  const server = http.createServer(async (request, response) => {
    const arrived = await takeIn(request, base)
    if (!arrived) return
    requests.push(arrived)
    const step = steps.get(arrived.route)?.shift()
    if (step) return follow(step, arrived, response)
    answer(response, ...perform(arrived))
  })

  async function follow(step: HostedStep, arrived: HostedRequest, response: http.ServerResponse): Promise<void> {
    switch (step.kind) {
      case 'status':
        return answer(response, step.status, step.body ?? refusal(`Error ${step.status}`), step.headers)
      case 'html':
        return answer(response, step.status, '<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>', {
          'content-type': 'text/html',
        })
      case 'raw':
        return answer(response, step.status, step.body, step.headers)
      case 'lose':
        perform(arrived)
        return void response.socket?.destroy()
      case 'drop':
        return void response.socket?.destroy()
      case 'cut': {
        const text = JSON.stringify(perform(arrived)[1])
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length })
        response.write(text.slice(0, Math.floor(text.length / 2)), () => response.socket?.destroy())
        return
      }
      case 'hang':
        return
      case 'delay':
        await new Promise((resolve) => setTimeout(resolve, step.milliseconds))
        return answer(response, ...perform(arrived))
    }
  }

  function perform(arrived: HostedRequest): [status: number, body: unknown, headers?: Record<string, string>] {
    const { route, path, headers, fields } = arrived
    if (route === 'GET /pictures/*' || route === 'GET /stored/*') return [200, picture, { 'content-type': 'image/png' }]
    if (revoked || headers.authorization !== `Bearer ${key}`) return [401, refusal('Unauthorized')]
    const uuid = path.split('?')[0]?.split('/').at(-1)?.toLowerCase() ?? ''
    const found = detections.find((one) => plain(one.uuid) === plain(uuid))
    switch (route) {
      case 'POST /secure_uploads': {
        if (!arrived.file) return [400, refusal('file is required')]
        const token = `eyJ.${crypto.randomBytes(12).toString('hex')}.sig`
        tokens.set(token, arrived.file.filename)
        return [200, { success: true, token }]
      }
      case 'POST /detect':
        return create(arrived)
      case 'GET /detect':
        return [200, page(Number(fields.page), Number(fields.page_size ?? 10))]
      case 'GET /detect/*':
        return found ? [200, { success: true, item: itemOf(found, origin) }] : [404, refusal('Detect not found')]
      case 'DELETE /detect/*':
        if (!found) return [404, refusal('Detect not found')]
        detections.splice(detections.indexOf(found), 1)
        return [200, { success: true, message: 'Detect deleted successfully' }]
      default:
        return [404, '<html><body>The page you were looking for does not exist</body></html>']
    }
  }

  function create({ fields, file, headers }: HostedRequest): [number, unknown] {
    const repeated = idempotent.get(String(headers['idempotency-key']))
    const token = typeof fields.media_token === 'string' ? fields.media_token : null
    const sourceUrl = typeof fields.url === 'string' ? fields.url : null
    if ([file, token, sourceUrl].filter(Boolean).length !== 1)
      return [400, refusal('Provide one of file, url or token')]
    if (token && !tokens.has(token)) return [400, refusal('Media token is invalid or has been used')]
    if (fields.max_video_secs !== undefined && !/^\d+(\.0+)?$/.test(String(fields.max_video_secs)))
      return [400, refusal('max_video_secs must be an integer')]
    const filename = file?.filename ?? (token ? (tokens.get(token) ?? null) : null)
    if (token) tokens.delete(token)
    if (repeated && api.honoursIdempotency) return [200, { success: true, item: itemOf(repeated, origin) }]
    const made: HostedDetection = {
      uuid: crypto.randomUUID(),
      kind: kindOf(filename ?? sourceUrl ?? ''),
      status: 'processing',
      fields,
      filename,
      sourceUrl,
      callbackUrl: typeof fields.callback_url === 'string' ? fields.callback_url : null,
      zeroRetention: fields.zero_retention_mode === true || fields.zero_retention_mode === 'true',
      createdAt: new Date(),
      updatedAt: new Date(),
      overrides: {},
    }
    detections.push(made)
    if (headers['idempotency-key']) idempotent.set(String(headers['idempotency-key']), made)
    if (options.finishAfter !== null) {
      const timer = setTimeout(() => void end(made), options.finishAfter)
      timers.add(timer)
    }
    return [200, { success: true, item: itemOf(made, origin) }]
  }

  function page(number: number, size: number): Fields {
    const newestFirst = detections.toReversed()
    const items = newestFirst.slice((number - 1) * size, number * size).map((one) => itemOf(one, origin))
    const total = detections.length
    return {
      success: true,
      page: number,
      num_pages: Math.ceil(total / size),
      page_size: size,
      total_count: total,
      items,
    }
  }

  async function end(detection: HostedDetection): Promise<void> {
    if (detection.status !== 'processing' || !detections.includes(detection)) return
    const { status = 'completed', ...overrides } = say(detection)
    detection.overrides = overrides
    detection.updatedAt = new Date()
    if (status === 'completed' || status === 'failed') detection.status = status
    else detection.overrides = { ...overrides, status }
    const { callbackUrl } = detection
    if (callbackUrl === null || options.callbacks === 'lost') return
    const success = detection.status === 'completed'
    const envelope = { success, item: itemOf(detection, origin) }
    if (options.callbacks === 'out of order')
      await api.sendCallback(callbackUrl, {
        success: true,
        item: { ...envelope.item, status: 'processing', metrics: {} },
      })
    await api.sendCallback(callbackUrl, envelope)
    if (options.callbacks === 'twice') await api.sendCallback(callbackUrl, envelope)
  }

  const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#a33' } })
    .png()
    .toBuffer()
  await new Promise<void>((resolve) => server.listen(given.port ?? 0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  origin = `http://${host}${base}`

  const api: HostedApi = {
    url: origin,
    host,
    key,
    requests,
    detections,
    callbackAnswers,
    options,
    honoursIdempotency: false,
    script: (route, ...more) => void steps.set(route, [...(steps.get(route) ?? []), ...more]),
    answerWith(next) {
      say = next
    },
    async finish(uuid) {
      for (const one of [...detections]) if (!uuid || plain(one.uuid) === plain(uuid)) await end(one)
    },
    async sendCallback(url, body) {
      const status = await post(url, body)
      callbackAnswers.push(status)
      return status
    },
    revokeKey(now = true) {
      revoked = now
    },
    async stop() {
      for (const timer of timers) clearTimeout(timer)
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
  return api
}

/** The hosted service's refusal for want of money. */
export const paymentRequired: HostedStep = {
  kind: 'status',
  status: 402,
  body: {
    success: false,
    error_code: 'insufficient_balance',
    error: 'Insufficient balance',
    message: 'Your balance does not cover this request.',
    details: { estimated_cost_cents: 42, detect_cost_cents: 40 },
  },
}

async function post(url: string, body: unknown): Promise<number> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return 0
  }
}

function answer(
  response: http.ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const given = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
  const type = typeof body === 'string' ? 'text/html' : 'application/json'
  response
    .writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(given), ...headers })
    .end(given)
}

function refusal(message: string): Fields {
  return { success: false, error: message }
}

function plain(uuid: string): string {
  return uuid.replaceAll('-', '').toLowerCase()
}
