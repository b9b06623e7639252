import { and, asc, eq, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import { detections, evidence } from '@/drizzle/schema/detections'
import { intelligences, sourceTracings } from '@/drizzle/schema/intelligences'
import { media } from '@/drizzle/schema/media'
import type { Transaction } from '@/lib/db/client'
import { env } from '@/lib/env'
import { bareMaps } from '@/lib/retention/redact-result'
import { findCopies } from './find-copies'
import { DetectionParameters } from './request-parameters'
import type { DetectionRecord, KeptEvidence, ShownResult } from './response'
import { type KnownCopy, matchesOf, mostCopies } from './response-copies'
import { isShown } from './shown-detections'

// Without the waveform, which is most of a recording's result and no part of the item.
const columns = {
  ...getTableColumns(detections),
  result: sql<ShownResult | null>`${detections.result} - 'peaks'`.mapWith(detections.result),
}

/** The team's detections with these ids that were not deleted, each with its case, its case's original and its evidence; in no order. */
export async function collectRecords(tx: Transaction, teamId: string, ids: string[]): Promise<DetectionRecord[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ detection: columns, case: cases, original: media, intelligence: intelligences, tracing: sourceTracings })
    .from(detections)
    .innerJoin(cases, and(eq(cases.teamId, detections.teamId), eq(cases.id, detections.caseId)))
    .leftJoin(media, originalOf())
    .leftJoin(
      intelligences,
      and(eq(intelligences.teamId, detections.teamId), eq(intelligences.detectionId, detections.id)),
    )
    .leftJoin(
      sourceTracings,
      and(eq(sourceTracings.teamId, detections.teamId), eq(sourceTracings.detectionId, detections.id)),
    )
    .where(and(eq(detections.teamId, teamId), inArray(detections.id, ids), isShown()))
  const found = await tx
    .select()
    .from(evidence)
    .where(and(eq(evidence.teamId, teamId), inArray(evidence.detectionId, ids)))
    .orderBy(asc(evidence.detectionId), asc(evidence.position))
  const byDetection = new Map<string, KeptEvidence[]>(ids.map((id) => [id, []]))
  for (const piece of found) byDetection.get(piece.detectionId)?.push(piece)
  const hashes = rows.map(searchedHash).filter((hash) => hash !== null)
  const copies = await findCopies(tx, teamId, [...new Set(hashes)])
  return rows.map((row) => {
    const known = copies.get(searchedHash(row) ?? '') ?? []
    const pieces = byDetection.get(row.detection.id) ?? []
    const same = known.filter(({ caseId }) => caseId !== row.case.id)
    const alike = searchedHash(row) === null ? [] : matchesOf(pieces, env().PUBLIC_URL)
    const others = [...same, ...alike.filter(({ url }) => !same.some((copy) => copy.url === url))]
    return asRecord(row, pieces, others.slice(0, mostCopies))
  })
}

/** What to look for in other cases, where reverse search was asked for; null: nothing. */
function searchedHash({ detection: { parameters, status }, case: { zeroRetention }, original }: Row): string | null {
  if (!parameters.useReverseSearch || status !== 'completed' || zeroRetention) return null
  return original?.mediaType === 'image' ? original.sha256 : null
}

interface Row {
  detection: Omit<typeof detections.$inferSelect, 'result'> & { result: ShownResult | null }
  case: typeof cases.$inferSelect
  original: typeof media.$inferSelect | null
  intelligence: typeof intelligences.$inferSelect | null
  tracing: typeof sourceTracings.$inferSelect | null
}

function originalOf(): SQL | undefined {
  return and(eq(media.teamId, detections.teamId), eq(media.caseId, detections.caseId), eq(media.copy, 'original'))
}

function asRecord(
  { detection, case: itsCase, original, intelligence, tracing }: Row,
  pieces: KeptEvidence[],
  copies: KnownCopy[],
): DetectionRecord {
  const { id, status, parameters, result, errorMessage, progress, stage, createdAt, updatedAt } = detection
  return {
    id,
    status,
    // Those of older detections lack what came later.
    parameters: DetectionParameters.parse(parameters),
    result,
    errorMessage,
    progress,
    stage,
    createdAt,
    updatedAt,
    case: {
      number: itsCase.number,
      title: itsCase.title,
      mediaType: itsCase.mediaType,
      zeroRetention: itsCase.zeroRetention,
      fileDeletedAt: itsCase.fileDeletedAt,
    },
    intelligence,
    sourceTracing: tracing,
    original: original?.deletedAt === null ? original : null,
    // Pictures of what must not be kept are for the people who review it, until they are gone.
    evidence: itsCase.zeroRetention ? pieces.map(withoutPicture) : pieces,
    copies,
  }
}

function withoutPicture(piece: KeptEvidence): KeptEvidence {
  return bareMaps.has(piece.check) ? piece : { ...piece, mapMediaId: null, mapCaption: null }
}
