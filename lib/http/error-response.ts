import { DatabaseFailure } from '@/lib/db/database-failure'
import { DocketError, statusOf } from '@/lib/errors'
import { log } from '@/lib/log'
import { currentRequestId } from '@/lib/log-context'

/**
 * Any failure as the Detect API says it (detect-api.md, section 3): a sentence under both spellings, what was wrong by
 * field, and never a trace. What is no refusal of ours is logged under the request's id and answered with that id.
 */
export function errorResponse(error: unknown, requestId = currentRequestId()): Response {
  const refusal = error instanceof DocketError ? error : crash(error, requestId)
  const { code, message, fields, retryAfterSeconds } = refusal
  const headers = new Headers({ 'x-request-id': requestId, 'cache-control': 'no-store' })
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds))
  if (code === 'unauthorized') headers.set('www-authenticate', 'Bearer')
  const body = {
    success: false,
    message,
    error: message,
    ...(fields && { errors: fields }),
    // For the portal’s own pages, which ask and send it again; no key is ever asked.
    ...(code === 'proof_required' && { proof: true }),
  }
  return Response.json(body, { status: statusOf(code), headers })
}

function crash(error: unknown, requestId: string): DocketError {
  log.error({ err: error, requestId }, 'a request failed')
  if (error instanceof DatabaseFailure && error.unreachable) {
    const message = 'The server’s database cannot be reached just now. Try again in a few seconds.'
    return new DocketError('unavailable', message, { retryAfterSeconds: 5, cause: error })
  }
  return new DocketError(
    'internal',
    `Something went wrong on the server, and it was logged as ${requestId}. Try again; if it happens again, tell the server’s administrator that number.`,
  )
}
