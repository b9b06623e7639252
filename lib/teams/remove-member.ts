import { z } from 'zod'
import { actorId } from '@/lib/access/actor'
import { now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { changeMembership } from './change-membership'
import { ClaimsTo, endAccess } from './end-access'
import { assertAdminRemains, assertFromHere, lockMemberships, membershipOf } from './lock-memberships'

/**
 * Takes a member out of the team; what they did keeps their name, and an invitation brings them back. Their claims go to
 * `claimsTo`, or back into their queues. Throws `not_found`, and `conflict` for oneself, for the last admin, and for
 * somebody whom an identity provider puts here.
 */
export const removeMember = command({
  permission: 'member.manage',
  input: z.object({ memberId: z.uuid(), claimsTo: ClaimsTo }),
  async run(tx, { memberId, claimsTo }, actor) {
    if (memberId === actorId(actor)) {
      throw new DocketError('conflict', 'You cannot remove yourself. Use “Leave this team” instead.')
    }
    const all = await lockMemberships(tx, actor.teamId)
    const found = membershipOf(all, memberId)
    await assertFromHere(tx, found)
    assertAdminRemains(all, memberId)
    await changeMembership(tx, found, { removedAt: now() })
    const handedOver = await endAccess(tx, actor, { memberId, claimsTo })
    return { result: { memberId }, events: [{ type: 'member.removed', memberId, why: 'removed' }, ...handedOver] }
  },
})
