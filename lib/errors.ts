/** Every way a request can be refused. Its status is said once, in `statusOf`. */
export type ErrorCode =
  | 'bad_request'
  | 'unauthorized'
  | 'forbidden'
  | 'proof_required'
  | 'not_found'
  | 'method_not_allowed'
  | 'conflict'
  | 'gone'
  | 'too_large'
  | 'unprocessable'
  | 'too_many_requests'
  | 'unavailable'
  | 'internal'

const statuses: Record<ErrorCode, number> = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  proof_required: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  gone: 410,
  too_large: 400,
  unprocessable: 422,
  too_many_requests: 429,
  unavailable: 503,
  internal: 500,
}

/** The HTTP status of an error code; `too_large` is 400 by detect-api.md, section 2. */
export function statusOf(code: ErrorCode): number {
  return statuses[code]
}

/**
 * A refusal with a sentence written for the person who meets it.
 * `fields` names what was wrong, by field; `retryAfterSeconds` says when to come back.
 */
export class DocketError extends Error {
  readonly code: ErrorCode
  readonly fields: Record<string, string[]> | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ErrorCode,
    message: string,
    more: { fields?: Record<string, string[]>; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause })
    this.name = 'DocketError'
    this.code = code
    this.fields = more.fields
    this.retryAfterSeconds = more.retryAfterSeconds
  }
}

/** Another team's object and a missing one answer alike: with this. */
export function notFound(what: string): DocketError {
  return new DocketError('not_found', `${what} not found`)
}
