import { and, asc, eq } from 'drizzle-orm'
import { impressions } from '@/drizzle/schema/desk'
import { members } from '@/drizzle/schema/teams'
import type { Actor } from '@/lib/access/actor'
import type { Transaction } from '@/lib/db/client'
import { judgesFirst } from './may-decide'
import type { CaseRow } from './move-case'

/**
 * What people thought of a case before they saw its score. `due`: the reader has to say it first, and sees neither the score nor
 * what others thought until then.
 */
export async function impressionsOf(tx: Transaction, actor: Actor, found: CaseRow) {
  const all = await tx
    .select({
      memberId: impressions.memberId,
      name: members.name,
      finding: impressions.finding,
      createdAt: impressions.createdAt,
    })
    .from(impressions)
    .leftJoin(members, eq(members.id, impressions.memberId))
    .where(and(eq(impressions.teamId, actor.teamId), eq(impressions.caseId, found.id)))
    .orderBy(asc(impressions.createdAt))
  const on = actor.kind === 'member' && (await judgesFirst(tx, actor))
  const mine = actor.kind === 'member' ? all.find(({ memberId }) => memberId === actor.memberId) : undefined
  const isOpen = found.state === 'waiting' || found.state === 'claimed'
  const due = on && !mine && isOpen
  return { on, due, mine: mine?.finding ?? null, impressions: due ? [] : all }
}
