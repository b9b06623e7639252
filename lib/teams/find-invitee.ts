import { sql } from 'drizzle-orm'
import {
  beginAttempt,
  failureWindowSeconds,
  forgetAttempt,
  isFirstRefusal,
  noteSuccess,
} from '@/lib/access/count-attempts'
import { verifyPassword } from '@/lib/access/password'
import { hasSecondStep } from '@/lib/access/second-step/check-code'
import { tellFailure } from '@/lib/access/sign-in-member'
import { database } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'

interface KnownPerson extends Record<string, unknown> {
  id: string
  name: string
  password_hash: string | null
  deactivated_at: Date | null
}

/**
 * The person with this account (e-mail in lower case), once the password is theirs; null where the e-mail has none. Wrong
 * passwords count as failed sign-ins, and are told as such. Throws `unauthorized` with `fields`, `too_many_requests`, and
 * `forbidden` for an account that is shut out, has no password, or a second step, which the sign-in asks for.
 */
export async function findInvitee(given: {
  email: string
  password: string
  address: string
}): Promise<{ memberId: string; name: string } | null> {
  const { email, password, address } = given
  const [known] = await database().execute<KnownPerson>(sql`select * from find_member(${email})`)
  if (!known) return null
  if (known.password_hash === null) {
    throw new DocketError(
      'forbidden',
      `${email} signs in through the identity provider. Sign in that way first, then open this link again.`,
    )
  }
  const attempt = await beginAttempt(email, address)
  if (!attempt) {
    if (await isFirstRefusal(email)) await tellFailure(known, 'locked')
    throw new DocketError('too_many_requests', 'Too many failed attempts from here. Try again in 15 minutes.', {
      retryAfterSeconds: failureWindowSeconds,
    })
  }
  const right = await verifyPassword(known.password_hash, password).catch(async (error: unknown) => {
    await forgetAttempt(attempt)
    throw error
  })
  if (!right) {
    await tellFailure(known, 'password')
    throw notTheirs(email)
  }
  if (await hasSecondStep(known.id)) {
    await forgetAttempt(attempt)
    throw new DocketError('forbidden', `${email} has a second step. Sign in first, then open this link again.`)
  }
  await noteSuccess(attempt)
  if (known.deactivated_at) throw new DocketError('forbidden', `${email} is shut out of this Docket.`)
  return { memberId: known.id, name: known.name }
}

function notTheirs(email: string): DocketError {
  const says = `${email} has an account on this Docket already, and this is not its password.`
  return new DocketError('unauthorized', says, { fields: { password: [says] } })
}
