import crypto from 'node:crypto'
import { env } from '@/lib/env'

/**
 * 32 bytes derived from the instance's AUTH_SECRET for one purpose: replicas agree on them, and they are good for nothing
 * else. Throws when no launcher has set the secret.
 */
export function derivedKey(purpose: string): Buffer {
  const { AUTH_SECRET } = env()
  if (!AUTH_SECRET) throw new Error('AUTH_SECRET is not set: start Docket with `npm start`, which sets it.')
  return Buffer.from(crypto.hkdfSync('sha256', AUTH_SECRET, '', purpose, 32))
}
