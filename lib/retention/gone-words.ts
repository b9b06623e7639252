import { and, eq, inArray, isNotNull, ne, or, sql } from 'drizzle-orm'
import { detections, evidence } from '@/drizzle/schema/detections'
import { feedback } from '@/drizzle/schema/feedback'
import { intelligences, questions } from '@/drizzle/schema/intelligences'
import { remoteRuns } from '@/drizzle/schema/remote-runs'
import { canonicalJson } from '@/lib/audit/canonical-json'
import type { Transaction } from '@/lib/db/client'
import { questionNotKept } from '@/lib/detect/rule-answer'
import type { Purge, RowCopy } from './purge-outcome'
import { countQuoted, dropQuoted } from './quoted-words'
import { redactReply, redactReport, redactTalk, redactWords } from './redact-case'
import { keepsCard, redactEvidence, redactedChecks, redactKept } from './redact-result'
import { onlyMediaGoes } from './survives'

type ChangeRun = (tx: Transaction, teamId: string, detectionId: string) => Promise<void>

/** A change of each run of the case. */
const ofRuns =
  (change: ChangeRun): RowCopy['change'] =>
  async (tx, { teamId, detectionIds }) => {
    for (const detectionId of detectionIds) await change(tx, teamId, detectionId)
  }

/** Under zero retention answers in the rows come from what may be kept, so they stay; where more is to go they go. */
const answersStay = ({ reason }: Purge) => onlyMediaGoes(reason)

/** Words about the media, in rows of the case's runs. */
export const wordCopies = {
  words: {
    async change(tx, purge) {
      for (const id of purge.detectionIds) await redactWords(tx, purge.teamId, id)
      await dropQuoted(tx, purge)
    },
    left: async (tx, purge) =>
      (await piecesLeft(tx, purge)) + (await resultsLeft(tx, purge)) + (await countQuoted(tx, purge)),
    says: 'Read again afterwards: no evidence, manifest, frame or failure repeats what the file, or another API of it, says.',
  },

  report: {
    change: ofRuns(redactReport),
    left: (tx, { teamId, detectionIds }) =>
      tx.$count(
        intelligences,
        and(
          eq(intelligences.teamId, teamId),
          inArray(intelligences.detectionId, detectionIds),
          sql`${intelligences.description} <> '{}'::jsonb`,
        ),
      ),
    says: 'Read again afterwards: no report holds a word.',
  },

  questions: {
    async change(tx, purge) {
      const answered = answersStay(purge)
      for (const id of purge.detectionIds) await redactTalk(tx, purge.teamId, id, { answered })
    },
    async left(tx, purge) {
      const { teamId, detectionIds } = purge
      const telling = answersStay(purge)
        ? ne(questions.query, questionNotKept)
        : or(ne(questions.query, ''), isNotNull(questions.answer))
      const asked = and(eq(questions.teamId, teamId), inArray(questions.detectionId, detectionIds), telling)
      const said = and(
        eq(feedback.teamId, teamId),
        inArray(feedback.detectionId, detectionIds),
        isNotNull(feedback.comment),
      )
      return (await tx.$count(questions, asked)) + (await tx.$count(feedback, said))
    },
    says: 'Read again afterwards: no question and no comment holds a word of anybody’s.',
  },

  reply: {
    async change(tx, { teamId, detectionIds, reason }) {
      // Under zero retention only labels and numbers were kept, and when the media was deleted there.
      if (onlyMediaGoes(reason)) return
      for (const detectionId of detectionIds) await redactReply(tx, teamId, detectionId)
    },
    left: (tx, { teamId, detectionIds, reason }) =>
      tx.$count(
        remoteRuns,
        and(
          eq(remoteRuns.teamId, teamId),
          inArray(remoteRuns.detectionId, detectionIds),
          onlyMediaGoes(reason)
            ? sql`${remoteRuns.reply} ?| array['url', 'audio_url', 'filename', 'name', 'intelligence', 'c2pa_manifest']`
            : isNotNull(remoteRuns.reply),
        ),
      ),
    says: 'Read again afterwards: nothing but labels, numbers and moments, if anything.',
  },
} satisfies Record<string, RowCopy>

/** Pieces of evidence that say more than may stay. */
async function piecesLeft(tx: Transaction, { teamId, detectionIds }: Purge): Promise<number> {
  const pieces = await tx
    .select()
    .from(evidence)
    .where(
      and(
        eq(evidence.teamId, teamId),
        inArray(evidence.detectionId, detectionIds),
        or(inArray(evidence.family, ['provenance', 'metadata']), inArray(evidence.check, [...redactedChecks])),
      ),
    )
  return pieces.filter((piece) => {
    const bare = redactEvidence(piece)
    const isSaid = piece.explain !== bare.explain || piece.doesNotShow !== bare.doesNotShow
    const isTold = piece.card !== null && !keepsCard(piece)
    return isSaid || isTold || Object.keys(piece.facts).length !== Object.keys(bare.facts).length
  }).length
}

/** Results whose waveform, windows, manifest or frames say more than may stay. */
async function resultsLeft(tx: Transaction, { teamId, detectionIds }: Purge): Promise<number> {
  const found = await tx
    .select({ result: detections.result })
    .from(detections)
    .where(and(eq(detections.teamId, teamId), inArray(detections.id, detectionIds), isNotNull(detections.result)))
  return found.filter(({ result }) => {
    if (!result) return false
    const bare = redactKept(result, [])
    const told = ({ peaks, windows = [], c2pa, frames }: typeof result) => canonicalJson([peaks, windows, c2pa, frames])
    return told(result) !== told(bare)
  }).length
}
