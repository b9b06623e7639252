import { and, eq } from 'drizzle-orm'
import { memberships } from '@/drizzle/schema/teams'
import type { Role } from '@/lib/access/actor'
import { endResetLinks } from '@/lib/access/end-reset-links'
import type { Transaction } from '@/lib/db/client'
import { changeMembership } from './change-membership'

interface Joining {
  teamId: string
  memberId: string
  role: Role
}

/**
 * Puts a person into a team; one who was removed earlier comes back by the same row. Answers `member` or `deactivated`, and
 * changes nothing, for one who is in it.
 */
export async function joinTeam(tx: Transaction, joining: Joining): Promise<'joined' | 'member' | 'deactivated'> {
  const { teamId, memberId, role } = joining
  const added = await tx
    .insert(memberships)
    .values(joining)
    .onConflictDoNothing()
    .returning({ id: memberships.memberId })
  if (added.length > 0) {
    await endResetLinks(tx, memberId)
    return 'joined'
  }
  const [found] = await tx
    .select()
    .from(memberships)
    .where(and(eq(memberships.teamId, teamId), eq(memberships.memberId, memberId)))
    .for('update')
  if (found && !found.removedAt) return found.deactivatedAt ? 'deactivated' : 'member'
  await changeMembership(tx, joining, { role, removedAt: null, deactivatedAt: null, source: 'here' })
  await endResetLinks(tx, memberId)
  return 'joined'
}
