import crypto from 'node:crypto'
import { extensionOf, formatOfName } from './formats'

/**
 * A name that tells nothing of the one it stands for but the kind of file: detect-api.md, section 6. Only extensions of
 * media are taken over: what stands behind the last dot of a URL may be anything.
 */
export function redactedName(filename: string): string {
  const extension = formatOfName(filename) ? extensionOf(filename) : 'bin'
  return `redacted_${crypto.randomBytes(12).toString('hex')}.${extension}`
}
