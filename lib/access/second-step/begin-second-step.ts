import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { secondSteps } from '@/drizzle/schema/sign-in'
import { command } from '@/lib/db/command'
import { asMember } from '../as-member'
import { requireProof } from '../authorise'
import { sealSecret } from './open-secret'
import { newSecret, setUpAddress } from './totp'

/**
 * A new secret for the member's authenticator app; it counts once a code of it was given (confirmSecondStep), and an
 * earlier one holds until then. Answers it in base32 and as the address that a QR code holds. Throws `proof_required`.
 */
export const beginSecondStep = command({
  permission: 'account.manage',
  input: z.object({}),
  async run(tx, _input, actor) {
    const { memberId, email } = asMember(actor)
    requireProof(actor)
    const secret = newSecret()
    const sealed = sealSecret(secret, memberId)
    const isConfirmed = sql`${secondSteps.confirmedAt} is not null`
    await tx
      .insert(secondSteps)
      .values({ memberId, secret: sealed })
      .onConflictDoUpdate({
        target: secondSteps.memberId,
        set: {
          secret: sql`case when ${isConfirmed} then ${secondSteps.secret} else ${sealed} end`,
          nextSecret: sql`case when ${isConfirmed} then ${sealed} end`,
        },
      })
    return { result: { secret, address: setUpAddress(secret, email) }, events: [], quiet: true }
  },
})
