import crypto from 'node:crypto'

/*
 * Ed25519 keys as signed notes name them (C2SP signed-note): by a name and four bytes of a hash over name and key.
 */

/** DER before the 32 bytes of a public Ed25519 key (RFC 8410). */
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** The algorithm's number in a signed note: Ed25519. */
const ed25519 = Buffer.from([1])

/** Whoever signs a team's checkpoints: the note's origin and the key's name are one. */
export function trailName(teamId: string): string {
  return `docket/${teamId}`
}

/** The four bytes by which a note says which key signed it. `publicKey`: 32 raw bytes. */
export function keyHash(name: string, publicKey: Uint8Array): Buffer {
  return crypto.createHash('sha256').update(`${name}\n`).update(ed25519).update(publicKey).digest().subarray(0, 4)
}

/** The key in one line, as tools for signed notes read it: name, hash and bytes. */
export function verifierKey(name: string, publicKey: Uint8Array): string {
  const bytes = Buffer.concat([ed25519, publicKey]).toString('base64')
  return `${name}+${keyHash(name, publicKey).toString('hex')}+${bytes}`
}

/** Keys that were made of bytes before: making one takes as long as checking a signature. */
const made = new Map<string, crypto.KeyObject>()

/** A public key from its 32 raw bytes. */
export function publicKeyOf(raw: Uint8Array): crypto.KeyObject {
  const name = Buffer.from(raw).toString('base64')
  const before = made.get(name)
  if (before) return before
  const key = crypto.createPublicKey({ key: Buffer.concat([publicPrefix, raw]), format: 'der', type: 'spki' })
  made.set(name, key)
  return key
}

/** The 32 raw bytes of a public key. */
export function rawPublicKey(key: crypto.KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(-32)
}
