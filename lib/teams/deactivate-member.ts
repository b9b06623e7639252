import { z } from 'zod'
import { actorId } from '@/lib/access/actor'
import { now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { changeMembership } from './change-membership'
import { ClaimsTo, endAccess } from './end-access'
import { assertAdminRemains, lockMemberships, membershipOf } from './lock-memberships'

/**
 * Shuts a member out of the team for now: they are signed out at their next request, and can be let in again. Their claims go to
 * `claimsTo`, or back into their queues. Throws `not_found`, and `conflict` for oneself, for the last admin, and for
 * somebody who is shut out already.
 */
export const deactivateMember = command({
  permission: 'member.manage',
  input: z.object({ memberId: z.uuid(), claimsTo: ClaimsTo }),
  async run(tx, { memberId, claimsTo }, actor) {
    if (memberId === actorId(actor)) {
      throw new DocketError('conflict', 'You cannot shut yourself out. Another admin can, or you leave the team.')
    }
    const all = await lockMemberships(tx, actor.teamId)
    const found = membershipOf(all, memberId)
    if (found.deactivatedAt) throw new DocketError('conflict', 'They are deactivated already.')
    assertAdminRemains(all, memberId)
    await changeMembership(tx, found, { deactivatedAt: now() })
    const handedOver = await endAccess(tx, actor, { memberId, claimsTo })
    return { result: { memberId }, events: [{ type: 'member.deactivated', memberId }, ...handedOver] }
  },
})
