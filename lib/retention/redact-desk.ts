import { and, eq, isNull, ne } from 'drizzle-orm'
import { exhibits, notes, reviews, sourceTriage } from '@/drizzle/schema/desk'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'

interface OfCase {
  teamId: string
  caseId: string
}

/**
 * Takes out of a case what people wrote on it for each other: notes, what they said of exhibits, why they asked for a second look,
 * which addresses they judged. That they did stays, and what waits for a second look goes on waiting.
 */
export async function redactDesk(tx: Transaction, { teamId, caseId }: OfCase): Promise<void> {
  await tx
    .update(notes)
    .set({ body: '', mentions: [], removedAt: now() })
    .where(and(eq(notes.teamId, teamId), eq(notes.caseId, caseId), isNull(notes.removedAt)))
  await tx
    .update(exhibits)
    .set({ note: '' })
    .where(and(eq(exhibits.teamId, teamId), eq(exhibits.caseId, caseId)))
  await tx
    .update(reviews)
    .set({ reason: '' })
    .where(and(eq(reviews.teamId, teamId), eq(reviews.caseId, caseId)))
  await tx.delete(sourceTriage).where(and(eq(sourceTriage.teamId, teamId), eq(sourceTriage.caseId, caseId)))
}

/** How many rows of a case still hold such words; none afterwards. */
export async function deskWordsLeft(tx: Transaction, { teamId, caseId }: OfCase): Promise<number> {
  const ofCase = and(eq(reviews.teamId, teamId), eq(reviews.caseId, caseId))
  const counts = [
    await tx.$count(notes, and(eq(notes.teamId, teamId), eq(notes.caseId, caseId), ne(notes.body, ''))),
    await tx.$count(exhibits, and(eq(exhibits.teamId, teamId), eq(exhibits.caseId, caseId), ne(exhibits.note, ''))),
    await tx.$count(reviews, and(ofCase, ne(reviews.reason, ''))),
    await tx.$count(sourceTriage, and(eq(sourceTriage.teamId, teamId), eq(sourceTriage.caseId, caseId))),
  ]
  return counts.reduce((sum, n) => sum + n, 0)
}
