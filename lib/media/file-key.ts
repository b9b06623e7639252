import crypto from 'node:crypto'
import { sealBytes, unsealBytes } from '@/lib/retention/seal-bytes'

/*
 * The key of one file and how its media row keeps it. Each sealed file has a key of its own, so that it can be written before
 * it is known whose it becomes.
 */

/** A new file's key. */
export function newFileKey(): Buffer {
  return crypto.randomBytes(32)
}

/** As a row keeps it under zero retention: worth nothing without the case's key. */
export function wrapFileKey(caseKey: Uint8Array, mediaId: string, fileKey: Uint8Array): string {
  return `case.${sealBytes(caseKey, `file ${mediaId}`, fileKey).toString('base64url')}`
}

/** As a row keeps it where the bytes lie sealed but need no secrecy. */
export function openFileKey(fileKey: Uint8Array): string {
  return `open.${Buffer.from(fileKey).toString('base64url')}`
}

/** A file's key from its row; null where the case's key that it needs is gone. Throws on anything else. */
export function readFileKey(kept: string, mediaId: string, caseKey: Uint8Array | null): Buffer | null {
  const [kind, text = ''] = kept.split('.')
  const bytes = Buffer.from(text, 'base64url')
  if (kind === 'open') return bytes
  if (kind !== 'case') throw new Error('a media row keeps its file’s key in an unknown way')
  return caseKey && unsealBytes(caseKey, `file ${mediaId}`, bytes)
}

/**
 * How a stored file's row keeps its key: null where the bytes lie as they are. `caseKey`: the case's under zero retention, null
 * otherwise.
 */
export function keptFileKey(
  { id, sealedWith }: { id: string; sealedWith: Uint8Array | null },
  caseKey: Uint8Array | null,
): string | null {
  if (sealedWith === null) return null
  return caseKey ? wrapFileKey(caseKey, id, sealedWith) : openFileKey(sealedWith)
}
