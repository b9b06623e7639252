import type { Actor } from '@/lib/access/actor'
import { authenticateCall } from '@/lib/access/authenticate-key'
import { DocketError } from '@/lib/errors'
import { log } from '@/lib/log'
import { currentRequestId } from '@/lib/log-context'
import { openBody } from '@/lib/media/read-body'
import { errorResponse } from './error-response'

type Params = Record<string, string | string[] | undefined>

interface ApiRequest<P extends Params> {
  request: Request
  actor: Actor
  params: P
}

/** Wraps a route of the Detect API: key, rate, request id in log and answer, and every failure in the API's form. */
export function apiRoute<P extends Params = Params>(
  handle: (api: ApiRequest<P>) => Promise<Response>,
): (request: Request, context: { params: Promise<P> }) => Promise<Response> {
  return async (request, context) => {
    const requestId = currentRequestId()
    const began = performance.now()
    const answer = await answerTo(request, context, handle).catch((error: unknown) => errorResponse(error, requestId))
    if (!answer.ok && !request.body?.locked) openBody(request).discardRest()
    answer.headers.set('x-request-id', requestId)
    answer.headers.set('cache-control', 'no-store')
    const milliseconds = Math.round(performance.now() - began)
    log.info({ requestId, method: methodOf(request), status: answer.status, milliseconds }, 'api request')
    return answer
  }
}

async function answerTo<P extends Params>(
  request: Request,
  context: { params: Promise<P> },
  handle: (api: ApiRequest<P>) => Promise<Response>,
): Promise<Response> {
  const actor = await authenticateCall(request)
  refuseEncoding(request)
  return handle({ request, actor, params: await context.params })
}

/** The method as it was sent: Next answers odd ones itself, so bin/bare-answers.mjs hands them on under a header. */
function methodOf(request: Request): string {
  return request.headers.get('x-docket-method') ?? request.method
}

/** Packed bodies are not unpacked: what they grow to could not be bounded while they stream. */
function refuseEncoding(request: Request): void {
  const encoding = request.headers.get('content-encoding')?.trim() ?? ''
  if (encoding === '' || /^identity$/i.test(encoding)) return
  const named = encoding.slice(0, 40)
  const message = `A body with the Content-Encoding “${named}” cannot be read. Send it as it is, without that header.`
  throw new DocketError('bad_request', message)
}

/** The answer to a method that a path does not take; `first` may throw a refusal that says more. */
export function methodNotAllowed<P extends Params = Params>(allowed: string[], first?: (api: ApiRequest<P>) => void) {
  return apiRoute<P>(async (api) => {
    first?.(api)
    const message = `${methodOf(api.request)} is not offered here. Offered: ${allowed.join(', ')}.`
    const answer = errorResponse(new DocketError('method_not_allowed', message), '')
    answer.headers.set('allow', allowed.join(', '))
    return answer
  })
}
