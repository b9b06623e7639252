import { DocketError } from '@/lib/errors'

/**
 * Requests a key may make in a second: detect-api.md, section 1. Counted in Postgres, which all replicas share
 * (`count_api_request`, drizzle/schema/api-key-rates.ts): 40 at once, refilled at 40 a second.
 */
export const requestsPerSecond = 40

/** The refusal of a key whose bucket is empty; a second later it is full again. */
export function overRate(): DocketError {
  const message = `This key makes more than ${requestsPerSecond} requests a second. Slow down and try again.`
  return new DocketError('too_many_requests', message, { retryAfterSeconds: 1 })
}
