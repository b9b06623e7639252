import { asc, eq, inArray } from 'drizzle-orm'
import { invitations, oidcIdentities } from '@/drizzle/schema/sign-in'
import { members, memberships } from '@/drizzle/schema/teams'
import type { Transaction } from '@/lib/db/client'
import { DocketError, notFound } from '@/lib/errors'
import { openOf } from './revoke-invitations-of'

export type Membership = typeof memberships.$inferSelect & { personDeactivatedAt: Date | null }

/**
 * The team's memberships, those of people who are gone too, locked until the transaction ends: of two admins who change
 * them at once one waits, and sees what the other did. Its open invitations are locked before.
 */
export async function lockMemberships(tx: Transaction, teamId: string): Promise<Membership[]> {
  // Before the memberships, as whoever accepts one has them: those an admin made end with their role.
  const { id: invitationId } = invitations
  await tx.select({ invitationId }).from(invitations).where(openOf(teamId)).orderBy(asc(invitationId)).for('update')
  const locked = await tx
    .select()
    .from(memberships)
    .where(eq(memberships.teamId, teamId))
    .orderBy(asc(memberships.memberId))
    .for('update')
  const ids = locked.map(({ memberId }) => memberId)
  const { id, deactivatedAt } = members
  const people = await tx.select({ id, deactivatedAt }).from(members).where(inArray(id, ids))
  const shutOut = new Map(people.map((one) => [one.id, one.deactivatedAt]))
  return locked.map((one) => ({ ...one, personDeactivatedAt: shutOut.get(one.memberId) ?? null }))
}

/** Somebody's membership among those that are locked. Throws `not_found` for whoever is not in the team, or no longer. */
export function membershipOf(all: Membership[], memberId: string): Membership {
  const found = all.find((one) => one.memberId === memberId)
  if (!found || found.removedAt) throw notFound('Member')
  return found
}

/** Throws `conflict` where nobody could look after the team any more without this person as an admin. */
export function assertAdminRemains(all: Membership[], memberId: string): void {
  const isWorkingAdmin = ({ role, removedAt, deactivatedAt, personDeactivatedAt }: Membership) =>
    role === 'admin' && !removedAt && !deactivatedAt && !personDeactivatedAt
  const left = all.filter((one) => one.memberId !== memberId && isWorkingAdmin(one))
  const found = all.find((one) => one.memberId === memberId)
  if (left.length > 0 || !found || !isWorkingAdmin(found)) return
  throw new DocketError(
    'conflict',
    'This is the team’s last admin who can sign in. Make somebody else an admin first. Nothing was changed.',
  )
}

/**
 * Throws `conflict` for a membership that an identity provider gives: what is changed here would come back. Of somebody who
 * was unlinked from theirs nothing comes back by itself.
 */
export async function assertFromHere(tx: Transaction, { source, memberId }: Membership): Promise<void> {
  if (source !== 'directory') return
  if ((await tx.$count(oidcIdentities, eq(oidcIdentities.memberId, memberId))) === 0) return
  throw new DocketError(
    'conflict',
    'The identity provider says who this is in the team, at each sign-in. Change it there. Nothing was changed.',
  )
}
