import type { Answer, Caller } from './api'

type Handler<P> = (request: Request, context: { params: Promise<P> }) => Promise<Response>

/** Calls a route of the Detect API in this process, as Next would: `params` are those of its path. */
export async function callRoute<P extends Record<string, string>>(
  handler: Handler<P>,
  caller: Pick<Caller, 'auth'>,
  { params, search = '', json, method = json === undefined ? 'GET' : 'POST', headers = {} }: CallOptions<P>,
): Promise<Answer> {
  const request = new Request(`http://localhost:3000/api/v2/any${search}`, {
    method,
    headers: { ...caller.auth, ...(json !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(json !== undefined && { body: typeof json === 'string' ? json : JSON.stringify(json) }),
  })
  const response = await handler(request, { params: Promise.resolve(params) })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

interface CallOptions<P> {
  params: P
  /** With its question mark. */
  search?: string
  /** The body; without one it is a GET. */
  json?: unknown
  method?: string
  headers?: Record<string, string>
}
