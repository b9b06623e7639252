import { z } from 'zod'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { changeMembership } from './change-membership'
import { lockMemberships, membershipOf } from './lock-memberships'

/** Lets a deactivated member in again, with the role they had. Throws `not_found`, and `conflict` for one who is not shut out. */
export const reactivateMember = command({
  permission: 'member.manage',
  input: z.object({ memberId: z.uuid() }),
  async run(tx, { memberId }, actor) {
    const found = membershipOf(await lockMemberships(tx, actor.teamId), memberId)
    if (!found.deactivatedAt) throw new DocketError('conflict', 'They are not deactivated: they can sign in.')
    await changeMembership(tx, found, { deactivatedAt: null })
    return { result: { memberId }, events: [{ type: 'member.reactivated', memberId }] }
  },
})
