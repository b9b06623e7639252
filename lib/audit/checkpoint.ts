import crypto from 'node:crypto'
import { keyHash, publicKeyOf, trailName } from './trail-key'

/*
 * A checkpoint: how long a team's trail was and what its root was, as a C2SP signed note (c2sp.org/signed-note,
 * c2sp.org/tlog-checkpoint) with one line more, which chains it to the one before (docs/trail.md).
 */

export interface Checkpoint {
  teamId: string
  size: number
  root: Buffer
  /** SHA-256, hex, of the whole note before; `noPrevious` in the first. */
  previous: string
}

export interface SignedCheckpoint extends Checkpoint {
  /** What is signed. */
  body: string
  signatures: { name: string; keyHash: Buffer; signature: Buffer }[]
}

/** What the first checkpoint of a trail names as the one before. */
export const noPrevious = '0'.repeat(64)

/** Signs a checkpoint; answers the note. */
export function signCheckpoint(
  checkpoint: Checkpoint,
  { privateKey, publicKey }: { privateKey: crypto.KeyObject; publicKey: Uint8Array },
): string {
  const name = trailName(checkpoint.teamId)
  const body = `${name}\n${checkpoint.size}\n${checkpoint.root.toString('base64')}\nprev ${checkpoint.previous}\n`
  const signature = crypto.sign(null, Buffer.from(body), privateKey)
  const signed = Buffer.concat([keyHash(name, publicKey), signature]).toString('base64')
  return `${body}\n— ${name} ${signed}\n`
}

const form =
  /^(docket\/([0-9a-f-]{36})\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\nprev ([0-9a-f]{64})\n)\n((?:— \S+ [A-Za-z0-9+/=]+\n)+)$/

/** Reads a note; null when it is not one of a trail. Its signatures are read, not checked. */
export function parseCheckpoint(note: string): SignedCheckpoint | null {
  const found = form.exec(note)
  if (!found) return null
  const [, body = '', teamId = '', size = '', root = '', previous = '', lines = ''] = found
  const signatures = [...lines.matchAll(/— (\S+) (\S+)\n/g)].map(([, name = '', base64 = '']) => {
    const bytes = Buffer.from(base64, 'base64')
    return { name, keyHash: bytes.subarray(0, 4), signature: bytes.subarray(4) }
  })
  return { teamId, size: Number(size), root: Buffer.from(root, 'base64'), previous, body, signatures }
}

/** `unknown`: none of the keys is said to have signed it. */
export type SignatureState = 'valid' | 'wrong' | 'unknown'

/** Whether one of these keys (32 raw bytes each) signed the checkpoint. */
export function checkSignature({ teamId, body, signatures }: SignedCheckpoint, keys: Uint8Array[]): SignatureState {
  const name = trailName(teamId)
  let state: SignatureState = 'unknown'
  for (const key of keys) {
    const hash = keyHash(name, key)
    for (const one of signatures.filter((one) => one.name === name && one.keyHash.equals(hash))) {
      if (crypto.verify(null, Buffer.from(body), publicKeyOf(key), one.signature)) return 'valid'
      state = 'wrong'
    }
  }
  return state
}

/** What the next checkpoint names this one by: SHA-256 of the whole note, hex. */
export function noteHash(note: string): string {
  return crypto.createHash('sha256').update(note).digest('hex')
}
