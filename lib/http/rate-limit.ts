import { DocketError } from '@/lib/errors'

/** Requests a key may make in a second: detect-api.md, section 1. Counted in each web process by itself. */
export const requestsPerSecond = 40

interface Bucket {
  left: number
  filledAt: number
}

const buckets = new Map<string, Bucket>()

/** Counts a request against its key: 40 at once, refilled at 40 a second. Throws DocketError `too_many_requests`. */
export function countRequest(keyId: string, at = performance.now()): void {
  const bucket = buckets.get(keyId) ?? { left: requestsPerSecond, filledAt: at }
  bucket.left = Math.min(requestsPerSecond, bucket.left + ((at - bucket.filledAt) / 1000) * requestsPerSecond)
  bucket.filledAt = at
  // A full bucket says no more than a missing one.
  if (buckets.size > 10_000) buckets.clear()
  buckets.set(keyId, bucket)
  if (bucket.left < 1) {
    const message = `This key makes more than ${requestsPerSecond} requests a second. Slow down and try again.`
    throw new DocketError('too_many_requests', message, { retryAfterSeconds: 1 })
  }
  bucket.left -= 1
}
