import { DocketError } from '@/lib/errors'
import { SealBroken, seal, unseal } from '../seal'

const contextOf = (memberId: string) => `second-step ${memberId}`

/** Seals an authenticator app's secret for the person it belongs to. */
export function sealSecret(secret: string, memberId: string): string {
  return seal(secret, contextOf(memberId))
}

/** The secret again. Throws `unavailable` where another AUTH_SECRET sealed it, with what to do then. */
export function openSecret(sealed: string, memberId: string): string {
  try {
    return unseal(sealed, contextOf(memberId))
  } catch (cause) {
    if (!(cause instanceof SealBroken)) throw cause
    throw new DocketError(
      'unavailable',
      'This Docket can no longer check codes of your authenticator app, because its AUTH_SECRET has changed. Use a ' +
        'recovery code, or ask an admin to take your second step away.',
      { cause },
    )
  }
}
