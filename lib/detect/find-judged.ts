import { and, eq } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import type { Transaction } from '@/lib/db/client'
import { notFound } from '@/lib/errors'
import { detectionId } from './detection-uuid'
import { isShown } from './shown-detections'

/** What feedback is about: a detection, as far as its verdict goes. */
const columns = {
  id: detections.id,
  caseId: detections.caseId,
  status: detections.status,
  label: detections.label,
  score: detections.score,
  mediaType: cases.mediaType,
  zeroRetention: cases.zeroRetention,
}

/** A detection that was not deleted, by the uuid a client sent. Throws `not_found` ("Detect not found"). */
export async function findJudged(tx: Transaction, teamId: string, uuid: string) {
  const id = detectionId(uuid)
  const [found] =
    id === null
      ? []
      : await tx
          .select(columns)
          .from(detections)
          .innerJoin(cases, and(eq(cases.teamId, detections.teamId), eq(cases.id, detections.caseId)))
          .where(and(eq(detections.teamId, teamId), eq(detections.id, id), isShown()))
  if (!found) throw notFound('Detect')
  return found
}
export type Judged = Awaited<ReturnType<typeof findJudged>>
