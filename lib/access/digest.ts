import crypto from 'node:crypto'

/** SHA-256 in hex: how keys, links and tokens with 256 random bits are kept. */
export function digest(secret: string): string {
  return crypto.createHash('sha256').update(secret).digest('hex')
}

/** 256 random bits, safe in URLs and headers. */
export function randomToken(): string {
  return crypto.randomBytes(32).toString('base64url')
}
