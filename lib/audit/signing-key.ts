import crypto from 'node:crypto'
import { derivedKey } from '@/lib/access/derived-key'
import { env } from '@/lib/env'
import { rawPublicKey } from './trail-key'

/** DER before the 32 bytes of a private Ed25519 key (RFC 8410). */
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex')

export interface SigningKey {
  privateKey: crypto.KeyObject
  /** 32 raw bytes. */
  publicKey: Buffer
}

/** The Ed25519 key that signs this instance's checkpoints, derived from AUTH_SECRET: it is in no database and no backup of one. */
export function signingKey(): SigningKey {
  const key = Buffer.concat([privatePrefix, derivedKey('docket-trail')])
  const privateKey = crypto.createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  return { privateKey, publicKey: rawPublicKey(crypto.createPublicKey(privateKey)) }
}

/** The public keys that may have signed checkpoints, 32 raw bytes each: the present one, then those of former secrets. */
export function acceptedKeys(): Buffer[] {
  return [signingKey().publicKey, ...env().TRAIL_FORMER_KEYS.map((key) => Buffer.from(key, 'base64'))]
}
