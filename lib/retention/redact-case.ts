import { and, asc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import { detections, evidence } from '@/drizzle/schema/detections'
import { feedback } from '@/drizzle/schema/feedback'
import { intelligences, questions } from '@/drizzle/schema/intelligences'
import { media } from '@/drizzle/schema/media'
import { remoteRuns } from '@/drizzle/schema/remote-runs'
import type { CaseRow } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { isRedactedName, redactedName } from '@/lib/media/redacted-name'
import { redactReported } from './redact-reported'
import { type Reworded, redactEvidence, redactKept, tellingChecks } from './redact-result'

const unanswered = 'The detection was deleted.'

/**
 * Takes out of a withdrawn case's rows whatever tells of its media: names, URL, what the file says of itself, the
 * waveform, reports, questions, comments. Verdicts, scores and decisions stay for the trail. Changes nothing twice.
 */
export async function redactCase(tx: Transaction, found: CaseRow): Promise<void> {
  const ofCase = and(eq(cases.teamId, found.teamId), eq(cases.id, found.id))
  const title = isRedactedName(found.title) ? found.title : redactedName(found.title)
  await tx.update(cases).set({ title, sourceUrl: null }).where(ofCase)
  await forgetMedia(tx, found)
  // In the order in which a second deletion locks them (lib/cases/withdraw-case.ts).
  const runs = await tx
    .select({ id: detections.id })
    .from(detections)
    .where(and(eq(detections.teamId, found.teamId), eq(detections.caseId, found.id)))
    .orderBy(asc(detections.id))
  for (const { id } of runs) await redactDetection(tx, found.teamId, id)
}

/** The names and hashes of copies that are gone, or of a case all of whose copies have to go. */
export async function forgetMedia(tx: Transaction, { teamId, id, withdrawnAt }: CaseRow): Promise<void> {
  const rows = await tx
    .select({ id: media.id, filename: media.filename })
    .from(media)
    .where(and(eq(media.teamId, teamId), eq(media.caseId, id), withdrawnAt ? undefined : isNotNull(media.deletedAt)))
  for (const row of rows) {
    const filename = isRedactedName(row.filename) ? row.filename : redactedName(row.filename)
    await tx
      .update(media)
      .set({ filename, sha256: '' })
      .where(and(eq(media.teamId, teamId), eq(media.id, row.id)))
  }
}

async function redactDetection(tx: Transaction, teamId: string, detectionId: string): Promise<void> {
  const reworded = await redactPieces(tx, teamId, detectionId)
  const itself = and(eq(detections.teamId, teamId), eq(detections.id, detectionId))
  const [run] = await tx.select({ result: detections.result }).from(detections).where(itself)
  if (run?.result) {
    const { reported, ...result } = redactKept(run.result, reworded)
    await tx
      .update(detections)
      .set({ result: { ...result, ...(reported && { reported: redactReported(reported) }) } })
      .where(itself)
  }
  await tx
    .update(intelligences)
    .set({ description: {} })
    .where(
      and(
        eq(intelligences.teamId, teamId),
        eq(intelligences.detectionId, detectionId),
        eq(intelligences.status, 'completed'),
      ),
    )
  // Its state and uuid there stay; what was answered may tell of the media.
  await tx
    .update(remoteRuns)
    .set({ reply: null })
    .where(and(eq(remoteRuns.teamId, teamId), eq(remoteRuns.detectionId, detectionId)))
  const asked = and(eq(questions.teamId, teamId), eq(questions.detectionId, detectionId))
  await tx
    .update(questions)
    .set({ query: '', status: 'failed', answer: null, errorMessage: unanswered, updatedAt: sql`now()` })
    .where(asked)
  await tx
    .update(feedback)
    .set({ comment: null })
    .where(and(eq(feedback.teamId, teamId), eq(feedback.detectionId, detectionId)))
}

/** Answers which sentences changed: a summary repeats them. */
async function redactPieces(tx: Transaction, teamId: string, detectionId: string): Promise<Reworded[]> {
  const pieces = await tx
    .select()
    .from(evidence)
    .where(
      and(
        eq(evidence.teamId, teamId),
        eq(evidence.detectionId, detectionId),
        or(inArray(evidence.family, ['provenance', 'metadata']), inArray(evidence.check, [...tellingChecks])),
      ),
    )
  const reworded: Reworded[] = []
  for (const piece of pieces) {
    const bare = redactEvidence(piece)
    reworded.push({ was: piece.explain, is: bare.explain })
    await tx
      .update(evidence)
      .set(bare)
      .where(and(eq(evidence.teamId, teamId), eq(evidence.id, piece.id)))
  }
  return reworded
}
