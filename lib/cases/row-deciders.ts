import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import { cases, decisions } from '@/drizzle/schema/cases'
import { members } from '@/drizzle/schema/teams'
import { type Actor, actorId } from '@/lib/access/actor'
import type { Transaction } from '@/lib/db/client'

/** Whose decision stands on a case. */
export interface Decider {
  /** Null where nobody of that name is known any more. */
  name: string | null
  me: boolean
}

/** Who decided each of the cases that are decided now: of several decisions the latest that was not taken back. */
export async function readDeciders(tx: Transaction, actor: Actor, caseIds: string[]): Promise<Map<string, Decider>> {
  const { teamId, caseId, decidedBy, undoneAt, createdAt, id } = decisions
  const rows = await tx
    .selectDistinctOn([caseId], { caseId, decidedBy, name: members.name })
    .from(decisions)
    .innerJoin(cases, and(eq(cases.teamId, teamId), eq(cases.id, caseId), eq(cases.state, 'decided')))
    .leftJoin(members, eq(members.id, decidedBy))
    .where(and(eq(teamId, actor.teamId), inArray(caseId, caseIds), isNull(undoneAt)))
    .orderBy(caseId, desc(createdAt), desc(id))
  return new Map(rows.map((row) => [row.caseId, { name: row.name, me: row.decidedBy === actorId(actor) }]))
}
