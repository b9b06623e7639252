import { Secret, TOTP } from 'otpauth'
import { now } from '@/lib/clock'
import { env } from '@/lib/env'

// What every authenticator app knows (RFC 6238): SHA-1, six digits, 30 seconds. Others ignore anything else.
const settings = { algorithm: 'SHA1', digits: 6, period: 30 } as const
/** Codes of the 30 seconds before and after are taken too: clocks differ, and people type. */
const window = 1

/** A new secret of 160 random bits, in base32. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The number of the 30-second step whose code this is, of the present one and its neighbours; null for a wrong code. */
export function stepOf(secret: string, code: string, at = now()): number | null {
  const timestamp = at.getTime()
  const delta = TOTP.validate({ ...settings, secret: Secret.fromBase32(secret), token: code, timestamp, window })
  return delta === null ? null : TOTP.counter({ period: settings.period, timestamp }) + delta
}

/** What an authenticator app reads from a QR code: the secret, whose it is, and of which Docket. */
export function setUpAddress(secret: string, email: string): string {
  const issuer = `Docket (${new URL(env().PUBLIC_URL).hostname})`
  return new TOTP({ ...settings, issuer, label: email, secret: Secret.fromBase32(secret) }).toString()
}
