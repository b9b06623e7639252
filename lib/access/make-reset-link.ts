import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { memberships } from '@/drizzle/schema/teams'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'
import { isElsewhere } from './is-elsewhere'
import { isOnlyByProvider } from './is-only-by-provider'
import { insertReset } from './password-reset'

/**
 * A link with which a member of the team chooses a new password, shown this once. Throws `not_found`, and `conflict` for
 * whoever is shut out, in another team too (an admin here could sign in there), or signs in through a provider alone.
 */
export const makeResetLink = command({
  permission: 'member.manage',
  input: z.object({ memberId: z.uuid() }),
  async run(tx, { memberId }, actor) {
    const [here] = await tx
      .select({ deactivatedAt: memberships.deactivatedAt })
      .from(memberships)
      .where(
        and(eq(memberships.teamId, actor.teamId), eq(memberships.memberId, memberId), isNull(memberships.removedAt)),
      )
    if (!here) throw notFound('Member')
    if (here.deactivatedAt) {
      throw new DocketError('conflict', 'They are shut out. Let them in again first.')
    }
    if (await isElsewhere(tx, memberId, actor.teamId)) {
      throw new DocketError(
        'conflict',
        'They are in another team of this Docket too, so a link cannot be made from here. They can ask for a new password ' +
          'on the sign-in page, or whoever runs the server makes a link with “npm run docket -- member reset-link”.',
      )
    }
    if (await isOnlyByProvider(tx, memberId)) {
      throw new DocketError(
        'conflict',
        'They sign in through the identity provider and have no password here, so what they have lost is put right there. Whoever ' +
          'runs the server can unlink them from it first, with “npm run docket -- member unlink”.',
      )
    }
    const link = await insertReset(tx, memberId)
    return { result: { link }, events: [{ type: 'member.password_reset_asked', memberId }] }
  },
})
