import { z } from 'zod'
import { now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { changeMembership } from './change-membership'
import { ClaimsTo, endAccess } from './end-access'
import { assertAdminRemains, assertFromHere, lockMemberships, membershipOf } from './lock-memberships'

/**
 * Takes oneself out of the team, and is signed out of it. One's claims go to `claimsTo`, or back into their queues. Throws
 * `conflict` for the last admin, and for somebody whom an identity provider puts here.
 */
export const leaveTeam = command({
  permission: 'team.leave',
  input: z.object({ claimsTo: ClaimsTo }),
  async run(tx, { claimsTo }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only a member leaves a team.')
    const { memberId } = actor
    const all = await lockMemberships(tx, actor.teamId)
    const found = membershipOf(all, memberId)
    await assertFromHere(tx, found)
    assertAdminRemains(all, memberId)
    await changeMembership(tx, found, { removedAt: now() })
    const handedOver = await endAccess(tx, actor, { memberId, claimsTo })
    return { result: { memberId }, events: [{ type: 'member.removed', memberId, why: 'left' }, ...handedOver] }
  },
})
