import type { ValidateFunction } from 'ajv'
import { inject } from 'vitest'
import type { Answer } from './client'
import { publishedContract, type Rulebook, rulebook } from './validate'

export const contract = publishedContract()

let ours: Promise<Rulebook> | undefined

/** The running server's own document, read once. */
export function ownRulebook(): Promise<Rulebook> {
  ours ??= readOwn()
  return ours
}

async function readOwn(): Promise<Rulebook> {
  const answer = await fetch(`${inject('desk').url}/api/v2/openapi.json`, {
    headers: { authorization: `Bearer ${inject('desk').keys.read}` },
  })
  if (answer.status !== 200) throw new Error(`GET /openapi.json answered ${answer.status}: ${await answer.text()}`)
  return rulebook('the server’s own document', await answer.json())
}

interface Answered extends Answer {
  method: string
  /** With its query. */
  path: string
}

/** Holds an answer to both documents and to what is said of every answer. Throws an Error that says what is wrong. */
export async function checkAnswer(answered: Answered): Promise<void> {
  const { method, status, headers, body, text } = answered
  const path = answered.path.split('?')[0] ?? ''
  const faults: string[] = []
  if (!headers.get('content-type')?.startsWith('application/json')) faults.push('is no JSON')
  if (status >= 500) faults.push('is a server error')
  // The document is everybody's: tools keep it, and nobody asks what became of it.
  if (path !== '/openapi.json' || status >= 400) {
    if (!headers.get('x-request-id')) faults.push('has no x-request-id')
    if (!/no-store/.test(headers.get('cache-control') ?? '')) faults.push('may be stored by caches')
    if (status < 400) faults.push(...faultsOfSuccess(body))
    else faults.push(...faultsOfRefusal(status, headers, body))
  }
  faults.push(...faultsBy(contract, method, path, status, body, true))
  faults.push(...faultsBy(await ownRulebook(), method, path, status, body, false))
  if (faults.length === 0) return
  throw new Error(`${method} ${answered.path} answered ${status}, which ${faults.join('; ')}\n${text.slice(0, 4000)}`)
}

/** Holds a callback's payload to what both documents say of such a record. Throws an Error that says what is wrong. */
export async function checkPayload(payload: { item?: unknown }, published: string, own: string): Promise<void> {
  const faults = [
    ...faultsOf(contract.schema(published), payload, contract.name),
    ...faultsOf((await ownRulebook()).schema(own), payload.item, 'the server’s own document'),
    ...faultsOfFields(payload),
  ]
  if (faults.length > 0) throw new Error(`a callback ${faults.join('; ')}\n${JSON.stringify(payload).slice(0, 4000)}`)
}

function faultsBy(
  book: Rulebook,
  method: string,
  path: string,
  status: number,
  body: unknown,
  mayLack: boolean,
): string[] {
  const template = book.templateOf(path)
  const described = template !== undefined && method.toLowerCase() in (book.document.paths[template] ?? {})
  const check = described ? book.checkOf(method, template, status) : undefined
  if (check) return faultsOf(check, body, book.name)
  // What no document describes (other paths and methods) is an Error to both.
  if (status >= 400) {
    if (described && !mayLack && check === undefined) return [`has a status that ${book.name} lacks`]
    return faultsOf(book.schema('Error'), body, book.name)
  }
  return mayLack ? [] : [`is not described by ${book.name}`]
}

function faultsOf(check: ValidateFunction, body: unknown, name: string): string[] {
  if (check(body)) return []
  return (check.errors ?? []).map(({ instancePath, message, params }) => {
    return `breaks ${name} at ${instancePath || '/'}: ${message} ${JSON.stringify(params)}`
  })
}

function faultsOfRefusal(status: number, headers: Headers, body: Record<string, unknown> | undefined): string[] {
  const faults: string[] = []
  if (body?.success !== false) faults.push('does not say success: false')
  if (typeof body?.message !== 'string' || body.message === '') faults.push('has no message')
  // Intelligences and tracings answer {"success":false,"item":null,"message"}; ours says it under both spellings too.
  if (body?.error !== body?.message) faults.push('does not say the same under error and message')
  if (/\bat \S+:\d+:\d+|node_modules|select .* from |ECONN|\[object/.test(JSON.stringify(body)))
    faults.push('shows the server’s inside')
  if (status === 401 && !headers.get('www-authenticate')) faults.push('has no WWW-Authenticate')
  if (status === 405 && !headers.get('allow')) faults.push('has no Allow')
  if (status === 429 && !(Number(headers.get('retry-after')) >= 1)) faults.push('has no Retry-After')
  return faults
}

/** What holds for every record: detect-api.md, section 4. */
function faultsOfSuccess(body: Record<string, unknown> | undefined): string[] {
  return [...(body?.success === true ? [] : ['does not say success: true']), ...faultsOfFields(body)]
}

function faultsOfFields(body: unknown): string[] {
  const faults: string[] = []
  const look = (value: unknown, at: string) => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, its] of Object.entries(value)) {
      if (key === 'c2pa_manifest' || key === 'facts') continue
      const fault = faultOfField(key, its)
      if (fault) faults.push(`has ${at}/${key} ${JSON.stringify(its)}, ${fault}`)
      look(its, `${at}/${key}`)
    }
  }
  look(body, '')
  return faults
}

function faultOfField(key: string, value: unknown): string | null {
  const texts = Array.isArray(value) ? value : [value]
  if (/(^|_)uuids?$/.test(key) && !texts.every((one) => /^[0-9a-f]{32}$/.test(String(one))))
    return 'no 32 lower-case hex digits'
  if (/_at$/.test(key) && value !== null && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(String(value)))
    return 'no ISO 8601 date with milliseconds'
  if (/^(audio_)?url$/.test(key) && value !== null && !URL.canParse(String(value))) return 'no address'
  return null
}
