import crypto from 'node:crypto'
import { derivedKey } from './derived-key'

const version = 'v1'
const ivBytes = 12
const tagBytes = 16

/** A secret that cannot be opened: another AUTH_SECRET sealed it, or it is not the one that was sealed there. */
export class SealBroken extends Error {
  constructor(cause?: unknown) {
    super('a sealed secret cannot be opened with the present AUTH_SECRET', { cause })
    this.name = 'SealBroken'
  }
}

/**
 * Encrypts a secret that must be read again (AES-256-GCM), with a key derived from AUTH_SECRET: a copy of the database
 * alone tells nothing. `context` says what it is for and whose; it opens with the same context only.
 */
export function seal(secret: string, context: string): string {
  const iv = crypto.randomBytes(ivBytes)
  const cipher = crypto.createCipheriv('aes-256-gcm', key(), iv).setAAD(Buffer.from(context))
  const sealed = Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `${version}.${sealed.toString('base64url')}`
}

/** Decrypts what `seal` answered. Throws SealBroken. */
export function unseal(sealed: string, context: string): string {
  const [itsVersion, text = ''] = sealed.split('.')
  const bytes = Buffer.from(text, 'base64url')
  if (itsVersion !== version || bytes.length < ivBytes + tagBytes) throw new SealBroken()
  const secret = key()
  try {
    const cipher = crypto
      .createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(-tagBytes))
    return Buffer.concat([cipher.update(bytes.subarray(ivBytes, -tagBytes)), cipher.final()]).toString('utf8')
  } catch (cause) {
    throw new SealBroken(cause)
  }
}

function key(): Buffer {
  return derivedKey('docket-seal')
}
