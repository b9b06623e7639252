import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { detections, evidence } from '@/drizzle/schema/detections'
import { knownJudgements } from '@/drizzle/schema/known-media'
import type { Transaction } from '@/lib/db/client'

/** Those of the cases whose newest run matched an entry of a list of known media that nobody said is different. */
export async function readListed(tx: Transaction, teamId: string, caseIds: string[]): Promise<Set<string>> {
  const latest = tx
    .selectDistinctOn([detections.caseId], { id: detections.id })
    .from(detections)
    .where(and(eq(detections.teamId, teamId), inArray(detections.caseId, caseIds), eq(detections.status, 'completed')))
    .orderBy(asc(detections.caseId), asc(detections.secondOpinion), desc(detections.createdAt))
    .as('latest')
  const { knownId, judgement } = knownJudgements
  const rows = await tx
    .selectDistinct({ caseId: evidence.caseId })
    .from(evidence)
    .innerJoin(latest, eq(latest.id, evidence.detectionId))
    .where(
      and(
        eq(evidence.teamId, teamId),
        eq(evidence.check, 'match.known'),
        eq(evidence.status, 'hit'),
        sql`${evidence.facts}->>'known' = 'list'`,
        sql`not exists (select 1 from ${knownJudgements} where ${knownJudgements.teamId} = ${evidence.teamId}
          and ${knownJudgements.caseId} = ${evidence.caseId} and ${knownId}::text = ${evidence.facts}->>'knownId'
          and ${judgement} = 'different')`,
      ),
    )
  return new Set(rows.map(({ caseId }) => caseId))
}
