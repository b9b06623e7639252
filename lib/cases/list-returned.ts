import { and, desc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { cases } from '@/drizzle/schema/cases'
import { members } from '@/drizzle/schema/teams'
import { openFacts } from '@/lib/audit/open-facts'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { unredactTitles } from '@/lib/retention/unredact-case'

/** The most that are told at once. */
const most = 20

/** Cases that wait because somebody sent them to the actor, with who and why; the latest first. */
export const listReturned = query({
  permission: 'case.read',
  input: z.object({}),
  async run(tx, _input, actor) {
    if (actor.kind !== 'member') return []
    const { id, number, title, zeroRetention, updatedAt } = cases
    const found = await tx
      .select({ id, number, title, zeroRetention, updatedAt })
      .from(cases)
      .where(and(eq(cases.teamId, actor.teamId), eq(cases.assignedTo, actor.memberId), eq(cases.state, 'waiting')))
      .orderBy(desc(cases.updatedAt))
      .limit(most)
    const said = await lastReturns(
      tx,
      actor.teamId,
      found.map((one) => one.id),
    )
    const titled = await unredactTitles(tx, actor, found)
    return titled.map((one) => ({ ...one, ...(said.get(one.id) ?? { byName: null, at: one.updatedAt, reason: null }) }))
  },
})

export type ReturnedCase = Awaited<ReturnType<typeof listReturned>>[number]

/** Who sent each case back last, when, and why; without the reason once it was erased. */
async function lastReturns(tx: Transaction, teamId: string, caseIds: string[]) {
  if (caseIds.length === 0) return new Map<string | null, never>()
  const { uid, caseId, at, facts } = auditEvents
  const events = await tx
    .selectDistinctOn([auditEvents.caseId], { uid, caseId, at, facts, byName: members.name })
    .from(auditEvents)
    .leftJoin(members, eq(members.id, auditEvents.actorId))
    .where(
      and(eq(auditEvents.teamId, teamId), inArray(auditEvents.caseId, caseIds), eq(auditEvents.type, 'case.returned')),
    )
    .orderBy(auditEvents.caseId, desc(auditEvents.id))
  const opened = await openFacts(tx, teamId, events)
  return new Map(
    opened.map(({ caseId: of, byName, at: when, facts: { reason } }) => [
      of,
      { byName, at: when, reason: typeof reason === 'string' ? reason : null },
    ]),
  )
}
