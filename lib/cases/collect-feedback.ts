import { and, desc, eq, inArray } from 'drizzle-orm'
import { apiKeys } from '@/drizzle/schema/api-keys'
import { feedback } from '@/drizzle/schema/feedback'
import type { Transaction } from '@/lib/db/client'

/** The latest words on a case's verdicts that are read. */
const most = 20

/** What API keys said of these detections' verdicts, newest first, each with its key's name. */
export function collectFeedback(tx: Transaction, teamId: string, detectionIds: string[]) {
  return tx
    .select({
      id: feedback.id,
      detectionId: feedback.detectionId,
      type: feedback.type,
      comment: feedback.comment,
      keyName: apiKeys.name,
      updatedAt: feedback.updatedAt,
    })
    .from(feedback)
    .leftJoin(apiKeys, and(eq(apiKeys.teamId, feedback.teamId), eq(apiKeys.id, feedback.givenById)))
    .where(and(eq(feedback.teamId, teamId), inArray(feedback.detectionId, detectionIds)))
    .orderBy(desc(feedback.updatedAt), desc(feedback.id))
    .limit(most)
}
