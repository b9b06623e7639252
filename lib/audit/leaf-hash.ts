import crypto from 'node:crypto'

/*
 * The two hashes of RFC 6962, section 2.1. Their first byte keeps a leaf from ever being taken for a node.
 */

export const hashBytes = 32

const leafPrefix = Buffer.from([0])
const nodePrefix = Buffer.from([1])

/** The hash of a leaf: SHA-256 of 0x00 and its bytes. */
export function leafHash(bytes: Uint8Array | string): Buffer {
  return crypto.createHash('sha256').update(leafPrefix).update(bytes).digest()
}

/** The hash of a node: SHA-256 of 0x01 and the hashes of its two children. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return crypto.createHash('sha256').update(nodePrefix).update(left).update(right).digest()
}

/** The root of the empty tree. */
export function emptyRoot(): Buffer {
  return crypto.createHash('sha256').digest()
}
