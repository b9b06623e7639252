import { DocketError } from '@/lib/errors'
import { decodeText, readBytes } from '@/lib/media/read-body'

/** The largest body without a file. Bytes. */
const maxTextBytes = 64 * 1024

/** How deep a request's JSON may nest; nothing in the contract goes deeper than a few levels. */
const deepest = 32

/**
 * A request's parameters in any form the contract knows: JSON, a form (also a multipart one without files), or a query
 * string with an empty body; the body's win over the query's. Throws DocketError `bad_request`.
 */
export async function readFields(request: Request): Promise<Record<string, unknown>> {
  return { ...queryFields(request), ...(await bodyFields(request)) }
}

/** The parameters in a request's query string; of a repeated one the last. */
export function queryFields(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams)
}

/** What a request's body is: its media type in lower case, without parameters; '' when it does not say. */
export function bodyType(request: Request): string {
  return request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
}

async function bodyFields(request: Request): Promise<Record<string, unknown>> {
  const type = bodyType(request)
  if (type === 'multipart/form-data') return readForm(request)
  const isForm = type === 'application/x-www-form-urlencoded'
  const bytes = await readBytes(request, maxTextBytes)
  if (bytes.length > 0 && !isForm && type !== 'application/json' && !type.endsWith('+json')) {
    throw badRequest(
      `A body of type “${type || 'unknown'}” cannot be read. Send multipart/form-data, application/json or a form.`,
    )
  }
  const text = decodeText(bytes)
  if (text.trim() === '') return {}
  refuseCharset(request)
  if (isForm) return Object.fromEntries(new URLSearchParams(text))
  const body = parseJson(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw badRequest('The request’s JSON is no object. Send {"name": value, …}.')
  if (!nestsAtMost(body, deepest)) throw badRequest(`The request’s JSON nests deeper than ${deepest} levels.`)
  return body as Record<string, unknown>
}

async function readForm(request: Request): Promise<Record<string, string>> {
  const bytes = await readBytes(request, maxTextBytes)
  const headers = { 'content-type': request.headers.get('content-type') ?? '' }
  const form = await new Response(bytes, { headers }).formData().catch((cause: unknown) => {
    throw badRequest('The request’s body is not a complete multipart form. Send it again.', cause)
  })
  const fields: Record<string, string> = {}
  for (const [name, value] of form) {
    if (typeof value !== 'string') throw badRequest('This call takes no file. Send its parameters only.')
    fields[name] = value
  }
  return fields
}

function refuseCharset(request: Request): void {
  const [, charset] = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(request.headers.get('content-type') ?? '') ?? []
  if (charset === undefined || /^(utf-?8|us-ascii|ascii)$/i.test(charset)) return
  throw badRequest(`A body in ${charset.slice(0, 40)} cannot be read. Send it as UTF-8.`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw badRequest('The request’s body is not valid JSON.', cause)
  }
}

function nestsAtMost(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every((inner) => nestsAtMost(inner, levels - 1))
}

function badRequest(message: string, cause?: unknown): DocketError {
  return new DocketError('bad_request', message, { cause })
}
