import crypto from 'node:crypto'

const ivBytes = 12
const tagBytes = 16

/** Encrypts with a case's or upload's key (AES-256-GCM): iv, ciphertext, tag. It opens with the same `context` only. */
export function sealBytes(key: Uint8Array, context: string, plain: Uint8Array): Buffer {
  const iv = crypto.randomBytes(ivBytes)
  const cipher = crypto.createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Decrypts what `sealBytes` answered. Throws when the key or context is another, or a byte was changed. */
export function unsealBytes(key: Uint8Array, context: string, sealed: Uint8Array): Buffer {
  const decipher = crypto
    .createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(-tagBytes))
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes, -tagBytes)), decipher.final()])
}
