import { and, isNull, type SQL, sql } from 'drizzle-orm'
import { detections } from '@/drizzle/schema/detections'

/** Whether a detection is one of the API's answers: not deleted, and not a second detector's word on a case that has a first. */
export function isShown(): SQL | undefined {
  return and(isNull(detections.deletedAt), sql`not ${detections.secondOpinion}`)
}
