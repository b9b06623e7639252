import { and, eq } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import type { Transaction } from '@/lib/db/client'

/**
 * Keeps a case from being purged or withdrawn until this transaction ends, so that nothing is sealed with a key that goes
 * meanwhile. Before any row of the case's is changed (docs/decisions/0011-lock-order.md). Answers whether its rows may keep
 * words that people say of it: not under zero retention, nor once its deletion was ordered, which would have to find them.
 */
export async function holdForSealing(
  tx: Transaction,
  { teamId, caseId, detectionId }: { teamId: string; caseId: string; detectionId: string },
): Promise<{ mayKeep: boolean }> {
  await tx
    .select({ id: detections.id })
    .from(detections)
    .where(and(eq(detections.teamId, teamId), eq(detections.id, detectionId)))
    .for('key share')
  const [found] = await tx
    .select({ zeroRetention: cases.zeroRetention, retention: cases.retention })
    .from(cases)
    .where(and(eq(cases.teamId, teamId), eq(cases.id, caseId)))
    .for('key share')
  return { mayKeep: found?.zeroRetention === false && found.retention === 'keep' }
}
