import crypto from 'node:crypto'
import { digest } from '@/lib/access/digest'
import { addSeconds, now } from '@/lib/clock'
import { env } from '@/lib/env'

/** How long a callback is taken after a submission: longer than a detection is waited for. Seconds. */
const lifetime = 3 * 3600

export interface CallbackToken {
  /** Where the other API reports to. Never logged, never stored. */
  url: string
  /** SHA-256 of the token. */
  hash: string
  expiresAt: Date
}

/**
 * A detection's callback address: unguessable, 256 bits derived from AUTH_SECRET. Derived rather than random, so that a
 * submission repeated under its Idempotency-Key is the same to the letter, while the database holds only the hash.
 */
export function callbackTokenOf(detectionId: string): CallbackToken {
  const { AUTH_SECRET, PUBLIC_URL } = env()
  if (!AUTH_SECRET) throw new Error('AUTH_SECRET is not set: start Docket with `npm start`, which sets it.')
  const token = Buffer.from(
    crypto.hkdfSync('sha256', AUTH_SECRET, detectionId, 'docket-detection-callback', 32),
  ).toString('base64url')
  return {
    url: `${PUBLIC_URL}/api/callbacks/detection/${token}`,
    hash: digest(token),
    expiresAt: addSeconds(now(), lifetime),
  }
}
