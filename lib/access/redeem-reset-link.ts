import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { passwordResets } from '@/drizzle/schema/sign-in'
import { now } from '@/lib/clock'
import { database } from '@/lib/db/client'
import { parseInput } from '@/lib/db/parse-input'
import { DocketError } from '@/lib/errors'
import { checkResetLink, type ResetLinkState } from './check-reset-link'
import { digest } from './digest'
import { endResetLinks } from './end-reset-links'
import { endSessionsOf } from './end-sessions-of'
import { holdPerson } from './hold-person'
import { isOnlyByProvider } from './is-only-by-provider'
import { hashPassword, Password } from './password'
import { assertHardToGuess } from './password-strength'
import { recordInEach } from './record-in-each'
import { teamIdsOf } from './teams-of'

const Given = z.object({ token: z.string().max(256), password: Password })

const refusals: Record<Exclude<ResetLinkState, 'open'>, string> = {
  used: 'This link has been used. Ask for a new one if that was not you.',
  expired: 'This link has expired: it holds for an hour. Ask for a new one.',
  unknown: 'This link is not right. Copy it from the mail in full, or ask for a new one.',
}

const byProvider =
  'You sign in with your organization’s account, and this link sets no password beside it. Go to the sign-in page.'

/**
 * Sets a new password through a link, once. All the person's sessions end and their other links are used up; they sign in
 * as ever, with their second step where they have one. Throws `bad_request` with fields, and `gone` for a link that is
 * used, expired or unknown, or of somebody who signs in through a provider alone by now.
 */
export async function redeemResetLink(raw: z.input<typeof Given>): Promise<void> {
  const { token, password } = parseInput(Given, raw)
  const link = await checkResetLink(token)
  if (link.state !== 'open') throw new DocketError('gone', refusals[link.state])
  const { id: memberId, email, name } = link.person
  assertHardToGuess(password, { email, names: [name] })
  const passwordHash = await hashPassword(password)
  const teamIds = await teamIdsOf(memberId)
  const [teamId] = teamIds
  if (!teamId) throw new DocketError('gone', 'You are no longer in any team. Ask an admin to invite you.')
  await database().transaction(async (tx) => {
    const used = await tx
      .update(passwordResets)
      .set({ usedAt: now() })
      .where(
        and(
          eq(passwordResets.tokenHash, digest(token)),
          isNull(passwordResets.usedAt),
          gt(passwordResets.expiresAt, now()),
        ),
      )
      .returning({ tokenHash: passwordResets.tokenHash })
    // Somebody else's click came first, between the look and now.
    if (used.length === 0) throw new DocketError('gone', refusals.used)
    await endResetLinks(tx, memberId)
    // Linked since the link was made: their way in is the provider's to give and to take.
    await holdPerson(tx, memberId)
    if (await isOnlyByProvider(tx, memberId)) throw new DocketError('gone', byProvider)
    await tx.execute(sql`select set_account(${memberId}::uuid, ${passwordHash}, null, null)`)
    await endSessionsOf(tx, { kind: 'visitor', teamId }, memberId, { all: true })
    await recordInEach(tx, 'visitor', teamIds, [{ type: 'member.password_changed', memberId, how: 'reset' }])
  })
}
