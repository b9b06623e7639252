import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { questions } from '@/drizzle/schema/intelligences'
import { command } from '@/lib/db/command'
import type { JobPayload } from '@/lib/jobs/payloads'
import { readSecret, sealForCase } from '@/lib/retention/case-secrets'
import { holdForSealing } from '@/lib/retention/hold-for-sealing'
import type { RuledAnswer } from './answer-rules'
import { ruleAnswer } from './rule-answer'

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
    const itself = and(eq(questions.teamId, teamId), eq(questions.id, questionId))
    const [about] = await tx
      .select({ detectionId: questions.detectionId, caseId: detections.caseId, zeroRetention: cases.zeroRetention })
      .from(questions)
      .innerJoin(detections, and(eq(detections.teamId, questions.teamId), eq(detections.id, questions.detectionId)))
      .innerJoin(cases, and(eq(cases.teamId, detections.teamId), eq(cases.id, detections.caseId)))
      .where(itself)
    if (!about) return { result: null, events: [] }
    const { detectionId, caseId } = about
    if (about.zeroRetention) await holdForSealing(tx, { teamId, caseId, detectionId })
    const [found] = await tx
      .select({ query: questions.query })
      .from(questions)
      .where(and(itself, inArray(questions.status, ['pending', 'processing'])))
      .for('update')
    if (!found) return { result: null, events: [] }
    const secret = about.zeroRetention
      ? await readSecret(tx, { teamId, caseId }, `question:${questionId}`)
      : found.query
    const query = typeof secret === 'string' ? secret : null
    const ruling =
      failure === null && query !== null ? await ruleAnswer(tx, { teamId, caseId, detectionId, query }) : null
    const gone = query === null ? 'What was asked' : 'The detection'
    const ruled: RuledAnswer = ruling?.kept ?? {
      refusal: failure ?? `${gone} was deleted before the question was answered.`,
    }
    if (ruling && ruling.sealed !== null)
      await sealForCase(tx, { teamId, caseId }, { [`answer:${questionId}`]: ruling.sealed })
    await tx
      .update(questions)
      .set(
        'answer' in ruled
          ? { status: 'completed', answer: ruled.answer, updatedAt: sql`now()` }
          : { status: 'failed', errorMessage: ruled.refusal, updatedAt: sql`now()` },
      )
      .where(itself)
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
