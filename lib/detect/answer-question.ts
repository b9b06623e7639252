import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { questions } from '@/drizzle/schema/intelligences'
import { command } from '@/lib/db/command'
import type { JobPayload } from '@/lib/jobs/payloads'
import { answerByRule, type RuledAnswer } from './answer-rules'
import { collectRecords } from './collect-records'
import { examinedOf } from './examined'

/** The job `question.answer`: answers a question by rule from its detection's evidence, or fails it with the reason. */
export async function answerQuestion({ teamId, questionId }: JobPayload<'question.answer'>): Promise<void> {
  await answer({ kind: 'worker', teamId }, { questionId, failure: null })
}

/** Ends a question that could not be answered. */
export async function giveUpQuestion({ teamId, questionId }: JobPayload<'question.answer'>): Promise<void> {
  const failure = 'The question could not be answered, because of an error on this server. Ask it again.'
  await answer({ kind: 'worker', teamId }, { questionId, failure })
}

/** Ends a question; one that has ended is left as it is. */
const answer = command({
  permission: 'detection.run',
  /** `failure`: end it with this sentence. */
  input: z.object({ questionId: z.uuid(), failure: z.string().nullable() }),
  async run(tx, { questionId, failure }, { teamId }) {
    const [found] = await tx
      .select({ query: questions.query, detectionId: questions.detectionId, caseId: detections.caseId })
      .from(questions)
      .innerJoin(detections, and(eq(detections.teamId, questions.teamId), eq(detections.id, questions.detectionId)))
      .where(
        and(
          eq(questions.teamId, teamId),
          eq(questions.id, questionId),
          inArray(questions.status, ['pending', 'processing']),
        ),
      )
      .for('update', { of: questions })
    if (!found) return { result: null, events: [] }
    const { detectionId, caseId } = found
    const [record] = failure === null ? await collectRecords(tx, teamId, [detectionId]) : []
    const examined = record ? examinedOf(record) : null
    const ruled: RuledAnswer = examined
      ? answerByRule(found.query, examined)
      : { refusal: failure ?? 'The detection was deleted before the question was answered.' }
    await tx
      .update(questions)
      .set(
        'answer' in ruled
          ? { status: 'completed', answer: ruled.answer, updatedAt: sql`now()` }
          : { status: 'failed', errorMessage: ruled.refusal, updatedAt: sql`now()` },
      )
      .where(and(eq(questions.teamId, teamId), eq(questions.id, questionId)))
    return {
      result: null,
      events: [
        'answer' in ruled
          ? { type: 'question.answered', caseId, detectionId, questionId }
          : { type: 'question.failed', caseId, detectionId, questionId, reason: ruled.refusal },
      ],
    }
  },
})
