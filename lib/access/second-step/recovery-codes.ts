import crypto from 'node:crypto'
import { eq } from 'drizzle-orm'
import { recoveryCodes } from '@/drizzle/schema/sign-in'
import type { Transaction } from '@/lib/db/client'
import { digest } from '../digest'

/** How many are made at once. */
export const recoveryCodeCount = 10

// Crockford's base32: no letter that is taken for a digit or another letter.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 16

/** Makes a person's recovery codes in place of the earlier ones. They are answered this once; only their hashes are kept. */
export async function replaceRecoveryCodes(tx: Transaction, memberId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, newCode)
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.memberId, memberId))
  await tx.insert(recoveryCodes).values(codes.map((code) => ({ memberId, codeHash: recoveryCodeHash(code) ?? '' })))
  return codes
}

/** 80 random bits in groups of four, such as `7K2M-9QXW-0ABD-5TZE`. */
function newCode(): string {
  // 256 is a whole number of 32s: no letter is likelier than another.
  const drawn = [...crypto.randomBytes(codeLength)].map((byte) => letters.charAt(byte % letters.length)).join('')
  return drawn.match(/.{4}/g)?.join('-') ?? drawn
}

/** How a recovery code is kept, however it was typed; null for what cannot be one. */
export function recoveryCodeHash(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return plain.length === codeLength && [...plain].every((letter) => letters.includes(letter)) ? digest(plain) : null
}
