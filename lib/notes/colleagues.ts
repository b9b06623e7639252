import { and, asc, eq, isNull } from 'drizzle-orm'
import { members, memberships } from '@/drizzle/schema/teams'
import type { Transaction } from '@/lib/db/client'

export interface Colleague {
  memberId: string
  name: string
}

/** Who is in the team and can sign in, by name; never their addresses. */
export function colleaguesOf(tx: Transaction, teamId: string): Promise<Colleague[]> {
  return tx
    .select({ memberId: members.id, name: members.name })
    .from(memberships)
    .innerJoin(members, eq(members.id, memberships.memberId))
    .where(and(eq(memberships.teamId, teamId), isNull(members.deactivatedAt)))
    .orderBy(asc(members.name), asc(members.id))
}

/** One of them; undefined for anybody else. */
export async function findColleague(tx: Transaction, teamId: string, memberId: string): Promise<Colleague | undefined> {
  return (await colleaguesOf(tx, teamId)).find((one) => one.memberId === memberId)
}
