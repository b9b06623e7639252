import { asc, eq, sql } from 'drizzle-orm'
import { members, memberships } from '@/drizzle/schema/teams'
import type { Transaction } from '@/lib/db/client'

export interface Colleague {
  memberId: string
  name: string
}

/** Everybody who is or was in the team, by name; never their addresses. `isHere`: they can sign in to it. */
export function everybodyOf(tx: Transaction, teamId: string): Promise<(Colleague & { isHere: boolean })[]> {
  return tx
    .select({
      memberId: members.id,
      name: members.name,
      isHere: sql<boolean>`${memberships.removedAt} is null and ${memberships.deactivatedAt} is null and ${members.deactivatedAt} is null`,
    })
    .from(memberships)
    .innerJoin(members, eq(members.id, memberships.memberId))
    .where(eq(memberships.teamId, teamId))
    .orderBy(asc(members.name), asc(members.id))
}

/** Who is in the team and can sign in to it, by name: whom one can choose. */
export async function colleaguesOf(tx: Transaction, teamId: string): Promise<Colleague[]> {
  const all = await everybodyOf(tx, teamId)
  return all.filter(({ isHere }) => isHere).map(({ memberId, name }) => ({ memberId, name }))
}

/** One of them; undefined for anybody else. */
export async function findColleague(tx: Transaction, teamId: string, memberId: string): Promise<Colleague | undefined> {
  return (await colleaguesOf(tx, teamId)).find((one) => one.memberId === memberId)
}
