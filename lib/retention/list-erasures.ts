import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { erasureRequests } from '@/drizzle/schema/retention'
import { members } from '@/drizzle/schema/teams'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'

/** Requests for an erasure that nobody has answered, oldest first (200 at most). */
export const listErasures = query({
  permission: 'retention.read',
  input: z.object({}),
  run: (tx, _input, { teamId }) =>
    tx
      .select({
        requestId: erasureRequests.id,
        caseId: erasureRequests.caseId,
        number: cases.number,
        reason: erasureRequests.reason,
        requestedBy: erasureRequests.requestedBy,
        requestedByName: members.name,
        createdAt: erasureRequests.createdAt,
      })
      .from(erasureRequests)
      .innerJoin(cases, and(eq(cases.teamId, erasureRequests.teamId), eq(cases.id, erasureRequests.caseId)))
      .innerJoin(members, eq(members.id, erasureRequests.requestedBy))
      .where(and(eq(erasureRequests.teamId, teamId), eq(erasureRequests.status, 'open')))
      .orderBy(asc(erasureRequests.createdAt))
      .limit(200),
})

export type ErasureRequest = Awaited<ReturnType<typeof listErasures>>[number]

/** The unanswered request for a case's erasure; undefined where there is none. */
export async function findOpenRequest(tx: Transaction, { teamId, caseId }: { teamId: string; caseId: string }) {
  const [found] = await tx
    .select({
      requestId: erasureRequests.id,
      reason: erasureRequests.reason,
      requestedBy: erasureRequests.requestedBy,
      requestedByName: members.name,
      createdAt: erasureRequests.createdAt,
    })
    .from(erasureRequests)
    .innerJoin(members, eq(members.id, erasureRequests.requestedBy))
    .where(
      and(eq(erasureRequests.teamId, teamId), eq(erasureRequests.caseId, caseId), eq(erasureRequests.status, 'open')),
    )
  return found
}
