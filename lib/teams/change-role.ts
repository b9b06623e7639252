import { z } from 'zod'
import { actorId, roles } from '@/lib/access/actor'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { changeMembership } from './change-membership'
import { assertAdminRemains, assertFromHere, lockMemberships, membershipOf } from './lock-memberships'
import { revokeInvitationsOf } from './revoke-invitations-of'

/**
 * Gives a member another role, from their next request on; with an admin's go the invitations they made. Throws `not_found`, and `conflict` for oneself, for the last
 * admin, and for somebody whose role an identity provider says.
 */
export const changeRole = command({
  permission: 'member.manage',
  input: z.object({ memberId: z.uuid(), role: z.enum(roles) }),
  async run(tx, { memberId, role }, actor) {
    if (memberId === actorId(actor)) {
      throw new DocketError(
        'conflict',
        'Another admin changes your role, so that nobody shuts themselves out by mistake.',
      )
    }
    const all = await lockMemberships(tx, actor.teamId)
    const found = membershipOf(all, memberId)
    if (found.role === role) return { result: { memberId, role }, events: [] }
    await assertFromHere(tx, found)
    assertAdminRemains(all, memberId)
    await changeMembership(tx, found, { role })
    const revoked = role === 'admin' ? [] : await revokeInvitationsOf(tx, actor.teamId, memberId)
    return {
      result: { memberId, role },
      events: [{ type: 'member.role_changed', memberId, before: found.role, after: role }, ...revoked],
    }
  },
})
