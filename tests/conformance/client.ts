import { setTimeout as pause } from 'node:timers/promises'
import { inject } from 'vitest'
import { boundary, multipartBody } from '../support/multipart'
import { checkAnswer } from './check-answer'

export const desk = inject('desk')

let turn = [...(process.env.VITEST_POOL_ID ?? '0')].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)

/** One of the keys with every scope; another with every call. */
export function someKey(): string {
  turn += 1
  return desk.keys.all[turn % desk.keys.all.length]!
}

export interface Part {
  name?: string
  filename: string
  type?: string
  body: Buffer | string
}

/** A request in any of the contract's forms; at most one of json, form, fields/file(s) and body. */
export interface Ask {
  /** Undefined: a key with every scope; null: none. */
  key?: string | null
  headers?: Record<string, string>
  query?: Record<string, string>
  json?: unknown
  form?: Record<string, string>
  /** Multipart. */
  fields?: Record<string, string>
  file?: Part
  files?: Part[]
  /** Sent as it is, with the content type of `headers`. */
  body?: Buffer | string
  /** Take a 429 for the answer. */
  withoutPatience?: boolean
}

export interface Answer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape.
  body: any
  text: string
}

/**
 * Sends a request to the running product and answers what came, after holding it to the published contract and to the
 * server's own document. Past the rate it does what Retry-After says. `path` begins behind /api/v2.
 */
export async function call(method: string, path: string, ask: Ask = {}): Promise<Answer> {
  const { contentType, body } = bodyOf(ask)
  const key = ask.key === undefined ? someKey() : ask.key
  const search = ask.query ? `?${new URLSearchParams(ask.query)}` : ''
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${desk.url}/api/v2${path}${search}`, {
      method,
      headers: {
        ...(key !== null && { authorization: `Bearer ${key}` }),
        ...(contentType && { 'content-type': contentType }),
        ...ask.headers,
      },
      redirect: 'manual',
      ...(body !== undefined && { body: body as BodyInit }),
    })
    const answer = await read(response)
    await checkAnswer({ method, path: `${path}${search}`, ...answer })
    if (answer.status !== 429 || ask.withoutPatience || attempt > 20) return answer
    await pause(Number(answer.headers.get('retry-after')) * 1000)
  }
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text()
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    body = undefined
  }
  return { status: response.status, headers: response.headers, body, text }
}

function bodyOf(ask: Ask): { contentType?: string; body?: Buffer | string } {
  if (ask.json !== undefined) return { contentType: 'application/json', body: JSON.stringify(ask.json) }
  if (ask.form) {
    return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(ask.form).toString() }
  }
  if (ask.fields || ask.file || ask.files) {
    const fields = Object.entries(ask.fields ?? {}).map(([name, body]) => ({ name, body }))
    const files = [...(ask.file ? [ask.file] : []), ...(ask.files ?? [])].map((part) => ({ name: 'file', ...part }))
    return { contentType: `multipart/form-data; boundary=${boundary}`, body: multipartBody([...fields, ...files]) }
  }
  return ask.body === undefined ? {} : { body: ask.body }
}

/** Asks until `done`; for what goes on in the background. Throws after `seconds` with what the last answer was. */
export async function untilDone(
  ask: () => Promise<Answer>,
  done: (answer: Answer) => boolean,
  seconds = 40,
): Promise<Answer> {
  const until = performance.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (done(answer)) return answer
    if (performance.now() > until) throw new Error(`not done after ${seconds} s: ${answer.status} ${answer.text}`)
    await pause(150)
  }
}

/** The item of a detection once it has ended. */
// biome-ignore lint/suspicious/noExplicitAny: items are looked into freely.
export async function ended(uuid: string, search = ''): Promise<any> {
  const answer = await untilDone(
    () => call('GET', `/detect/${uuid}${search}`),
    ({ status, body }) => status !== 200 || body.item.status !== 'processing',
  )
  return answer.body.item
}

/** POST /detect that must be taken; answers its item. */
// biome-ignore lint/suspicious/noExplicitAny: items are looked into freely.
export async function detect(ask: Ask): Promise<any> {
  const answer = await call('POST', '/detect', ask)
  if (answer.status !== 200) throw new Error(`POST /detect answered ${answer.status}: ${answer.text}`)
  return answer.body.item
}

/** A detection that has ended: handed in with Prefer: wait. */
// biome-ignore lint/suspicious/noExplicitAny: items are looked into freely.
export async function detectAndWait(ask: Ask): Promise<any> {
  const item = await detect({ ...ask, headers: { prefer: 'wait', ...ask.headers } })
  return item.status === 'processing' ? ended(item.uuid) : item
}
