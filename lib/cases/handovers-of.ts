import { and, desc, eq, inArray } from 'drizzle-orm'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { members } from '@/drizzle/schema/teams'
import { type Actor, actorId } from '@/lib/access/actor'
import { openFacts } from '@/lib/audit/open-facts'
import type { Transaction } from '@/lib/db/client'
import type { CaseRow } from './move-case'

interface Handover {
  at: Date | null
  byName: string | null
  /** Null too once it was erased. */
  reason: string | null
}

export interface Handovers {
  escalated: (Handover & { by: string | null }) | null
  returned: (Handover & { toMe: boolean; toName: string | null }) | null
}

/** Who handed an open case up or back, when and why; null where nobody did, or it has been taken back since. */
export async function handoversOf(tx: Transaction, actor: Actor, found: CaseRow): Promise<Handovers> {
  const last = found.escalatedAt || found.assignedTo ? await lastHandover(tx, found) : undefined
  const said = { at: last?.at ?? found.escalatedAt, byName: last?.byName ?? null, reason: reasonIn(last?.facts) }
  const escalated = found.escalatedAt ? { ...said, by: last?.by ?? null } : null
  if (escalated || !found.assignedTo) return { escalated, returned: null }
  const [to] = await tx.select({ name: members.name }).from(members).where(eq(members.id, found.assignedTo))
  return { escalated, returned: { ...said, toMe: found.assignedTo === actorId(actor), toName: to?.name ?? null } }
}

/** Who escalated a case; null for one that is not escalated. */
export async function escalatedBy(tx: Transaction, found: CaseRow): Promise<string | null> {
  return found.escalatedAt ? ((await lastHandover(tx, found))?.by ?? null) : null
}

async function lastHandover(tx: Transaction, { teamId, id, escalatedAt }: CaseRow) {
  const { uid, at, facts } = auditEvents
  const found = await tx
    .select({ uid, at, by: auditEvents.actorId, byName: members.name, facts })
    .from(auditEvents)
    .leftJoin(members, eq(members.id, auditEvents.actorId))
    .where(
      and(
        eq(auditEvents.teamId, teamId),
        eq(auditEvents.caseId, id),
        inArray(auditEvents.type, [escalatedAt ? 'case.escalated' : 'case.returned']),
      ),
    )
    .orderBy(desc(auditEvents.id))
    .limit(1)
  const [last] = await openFacts(tx, teamId, found)
  return last
}

/** Why; null too once it was erased. */
function reasonIn(facts: Record<string, unknown> | undefined): string | null {
  return typeof facts?.reason === 'string' ? facts.reason : null
}
