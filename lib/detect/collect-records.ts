import { and, asc, eq, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import { detections, evidence } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import type { Transaction } from '@/lib/db/client'
import type { DetectionRecord, KeptEvidence, ShownResult } from './response'

// Without the waveform, which is most of a recording's result and no part of the item.
const columns = {
  ...getTableColumns(detections),
  result: sql<ShownResult | null>`${detections.result} - 'peaks'`.mapWith(detections.result),
}

/** The team's detections with these ids, each with its case, its case's original and its evidence; in no order. */
export async function collectRecords(tx: Transaction, teamId: string, ids: string[]): Promise<DetectionRecord[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ detection: columns, case: cases, original: media })
    .from(detections)
    .innerJoin(cases, and(eq(cases.teamId, detections.teamId), eq(cases.id, detections.caseId)))
    .leftJoin(media, originalOf())
    .where(and(eq(detections.teamId, teamId), inArray(detections.id, ids)))
  const pieces = await tx
    .select()
    .from(evidence)
    .where(and(eq(evidence.teamId, teamId), inArray(evidence.detectionId, ids)))
    .orderBy(asc(evidence.detectionId), asc(evidence.position))
  const byDetection = new Map<string, KeptEvidence[]>(ids.map((id) => [id, []]))
  for (const piece of pieces) byDetection.get(piece.detectionId)?.push(piece)
  return rows.map((row) => asRecord(row, byDetection.get(row.detection.id) ?? []))
}

function originalOf(): SQL | undefined {
  return and(eq(media.teamId, detections.teamId), eq(media.caseId, detections.caseId), eq(media.copy, 'original'))
}

function asRecord(
  {
    detection,
    case: itsCase,
    original,
  }: {
    detection: Omit<typeof detections.$inferSelect, 'result'> & { result: ShownResult | null }
    case: typeof cases.$inferSelect
    original: typeof media.$inferSelect | null
  },
  pieces: KeptEvidence[],
): DetectionRecord {
  const { id, status, parameters, result, errorMessage, progress, stage, createdAt, updatedAt } = detection
  return {
    id,
    status,
    parameters,
    result,
    errorMessage,
    progress,
    stage,
    createdAt,
    updatedAt,
    case: { number: itsCase.number, title: itsCase.title, mediaType: itsCase.mediaType },
    original: original?.deletedAt === null ? original : null,
    evidence: pieces,
  }
}
