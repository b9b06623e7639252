import { z } from 'zod'
import { sealBytes, unsealBytes } from '@/lib/retention/seal-bytes'

const Told = z.object({ filename: z.string(), sha256: z.string() })

/** A secure upload's name and digest as its row keeps them: sealed with the upload's key, and bound to it. Text. */
export function sealUploadName(
  key: Uint8Array,
  { id, filename, sha256 }: { id: string; filename: string; sha256: string },
): string {
  return sealBytes(key, `upload ${id}`, Buffer.from(JSON.stringify({ filename, sha256 }))).toString('base64url')
}

/** Reads what `sealUploadName` answered. Throws when it is another upload's. */
export function unsealUploadName(key: Uint8Array, id: string, sealed: string): z.output<typeof Told> {
  const plain = unsealBytes(key, `upload ${id}`, Buffer.from(sealed, 'base64url'))
  return Told.parse(JSON.parse(plain.toString('utf8')))
}
