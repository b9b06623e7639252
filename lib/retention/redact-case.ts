import { and, asc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import { detections, evidence } from '@/drizzle/schema/detections'
import { feedback } from '@/drizzle/schema/feedback'
import { intelligences, questions } from '@/drizzle/schema/intelligences'
import { media } from '@/drizzle/schema/media'
import { remoteRuns } from '@/drizzle/schema/remote-runs'
import type { CaseRow } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { questionNotKept } from '@/lib/detect/rule-answer'
import { forgetKnown } from '@/lib/known/forget-known'
import { isRedactedName } from '@/lib/media/is-redacted-name'
import { redactedName } from '@/lib/media/redacted-name'
import { redactDesk } from './redact-desk'
import { redactReported } from './redact-reported'
import { keepsCard, type Reworded, redactEvidence, redactedChecks, redactKept } from './redact-result'

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
  await redactDesk(tx, { teamId: found.teamId, caseId: found.id })
  await forgetKnown(tx, { teamId: found.teamId, caseId: found.id })
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
  await redactWords(tx, teamId, detectionId)
  await redactReport(tx, teamId, detectionId)
  await redactReply(tx, teamId, detectionId)
  await redactTalk(tx, teamId, detectionId, { answered: false })
}

/** What the file says of itself, in a run's evidence and result; the waveform. */
export async function redactWords(tx: Transaction, teamId: string, detectionId: string): Promise<void> {
  const reworded = await redactPieces(tx, teamId, detectionId)
  const itself = and(eq(detections.teamId, teamId), eq(detections.id, detectionId))
  const [run] = await tx.select({ result: detections.result }).from(detections).where(itself)
  if (!run?.result) return
  const { reported, ...result } = redactKept(run.result, reworded)
  await tx
    .update(detections)
    .set({ result: { ...result, ...(reported && { reported: redactReported(reported) }) } })
    .where(itself)
}

/** The report in words. */
export async function redactReport(tx: Transaction, teamId: string, detectionId: string): Promise<void> {
  const { teamId: team, detectionId: ofRun, status } = intelligences
  await tx
    .update(intelligences)
    .set({ description: {} })
    .where(and(eq(team, teamId), eq(ofRun, detectionId), eq(status, 'completed')))
}

/** What another API answered: its state and uuid there stay, the rest may tell of the media. */
export async function redactReply(tx: Transaction, teamId: string, detectionId: string): Promise<void> {
  await tx
    .update(remoteRuns)
    .set({ reply: null })
    .where(and(eq(remoteRuns.teamId, teamId), eq(remoteRuns.detectionId, detectionId)))
}

/** Questions and comments; the answers too unless they are `answered` from rows that tell nothing of the media. */
export async function redactTalk(
  tx: Transaction,
  teamId: string,
  detectionId: string,
  { answered }: { answered: boolean },
): Promise<void> {
  await tx
    .update(questions)
    .set(
      answered
        ? { query: questionNotKept }
        : { query: '', status: 'failed', answer: null, errorMessage: unanswered, updatedAt: sql`now()` },
    )
    .where(and(eq(questions.teamId, teamId), eq(questions.detectionId, detectionId)))
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
        or(inArray(evidence.family, ['provenance', 'metadata']), inArray(evidence.check, [...redactedChecks])),
      ),
    )
  const reworded: Reworded[] = []
  for (const piece of pieces) {
    const bare = redactEvidence(piece)
    reworded.push({ was: piece.explain, is: bare.explain })
    await tx
      .update(evidence)
      .set({ ...bare, ...(!keepsCard(piece) && { card: null }) })
      .where(and(eq(evidence.teamId, teamId), eq(evidence.id, piece.id)))
  }
  return reworded
}
