import { AsyncLocalStorage } from 'node:async_hooks'
import crypto from 'node:crypto'

/** As lib/log-context.ts, which is not here but in what Next has built. */
const name = Symbol.for('docket.log-context')
globalThis[name] ??= new AsyncLocalStorage()

/** An id as proxies make them. Anything else, such as words or an address, could be of a person and would stand in the log. */
const sane = /^(?=.*\d)[\w-]{16,64}$/

/** Gives the request its id, the one a proxy gave it where that is one; says it in the answer, and in every line logged meanwhile. */
export function inRequest(request, response, run) {
  const given = request.headers['x-request-id']
  const requestId = typeof given === 'string' && sane.test(given) ? given : crypto.randomUUID()
  request.headers['x-request-id'] = requestId
  response.setHeader('x-request-id', requestId)
  return globalThis[name].run({ requestId }, run)
}
