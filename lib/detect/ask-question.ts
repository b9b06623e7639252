import crypto from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { questions } from '@/drizzle/schema/intelligences'
import { actorId } from '@/lib/access/actor'
import type { AuditEvent } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'
import { sealForCase } from '@/lib/retention/case-secrets'
import { holdForSealing } from '@/lib/retention/hold-for-sealing'
import { detectionId } from './detection-uuid'
import { longestQuestion } from './request-bodies'
import { questionNotKept, ruleAnswer } from './rule-answer'
import { isShown } from './shown-detections'

/**
 * Asks about a finished detection; the worker answers. Throws `bad_request` for a blank or too long question, `not_found`
 * ("Detect not found"), `unprocessable` before the detection is completed.
 */
export const askQuestion = command({
  permission: 'question.ask',
  input: z.object({ uuid: z.string(), query: z.unknown() }),
  async run(tx, { uuid, query }, actor) {
    const { teamId } = actor
    const asked = readQuery(query)
    const id = detectionId(uuid)
    const [found] =
      id === null
        ? []
        : await tx
            .select({
              caseId: detections.caseId,
              status: detections.status,
            })
            .from(detections)
            .where(and(eq(detections.teamId, teamId), eq(detections.id, id), isShown()))
    if (id === null || !found) throw notFound('Detect')
    if (found.status !== 'completed') {
      throw new DocketError('unprocessable', 'Detection must be completed before asking questions')
    }
    const questionId = crypto.randomUUID()
    const { caseId } = found
    const { mayKeep } = await holdForSealing(tx, { teamId, caseId, detectionId: id })
    const sealed = !mayKeep && (await sealForCase(tx, { teamId, caseId }, { [`question:${questionId}`]: asked }))
    // Nothing can be sealed any more, so its words are kept nowhere: it is answered before they are forgotten.
    const atOnce = mayKeep || sealed ? null : await answerAtOnce(tx, { teamId, caseId, detectionId: id, query: asked })
    const [question] = await tx
      .insert(questions)
      .values({
        id: questionId,
        teamId,
        detectionId: id,
        askedByKind: actor.kind,
        askedById: actorId(actor),
        query: mayKeep ? asked : questionNotKept,
        ...atOnce,
      })
      .returning()
    if (!question) throw new Error('a question was not kept')
    const told = { caseId, detectionId: id, questionId }
    return {
      // As it was asked, for whoever asked it.
      result: { ...question, query: asked },
      events: [{ type: 'question.asked', ...told }, ...(atOnce ? [endOf(atOnce, told)] : [])],
      jobs: atOnce ? [] : [['question.answer', { teamId, questionId }]],
    }
  },
})

type Answered =
  | { status: 'completed'; answer: string; errorMessage?: undefined }
  | { status: 'failed'; errorMessage: string; answer?: undefined }

async function answerAtOnce(tx: Transaction, asked: Parameters<typeof ruleAnswer>[1]): Promise<Answered> {
  const ruled = (await ruleAnswer(tx, asked, { quoting: false }))?.kept ?? { refusal: 'The detection was deleted.' }
  return 'answer' in ruled
    ? { status: 'completed', answer: ruled.answer }
    : { status: 'failed', errorMessage: ruled.refusal }
}

function endOf(
  { status, errorMessage }: Answered,
  told: { caseId: string; detectionId: string; questionId: string },
): AuditEvent {
  return status === 'completed'
    ? { type: 'question.answered', ...told }
    : { type: 'question.failed', ...told, reason: errorMessage }
}

/** The contract's own words for a question that is missing (detect-api.md, section 3). */
function readQuery(query: unknown): string {
  // Postgres keeps no NUL in text.
  const asked = typeof query === 'string' ? query.replaceAll('\0', '').trim() : ''
  if (asked === '') throw new DocketError('bad_request', 'query is required', { fields: { query: ['is required'] } })
  if (asked.length <= longestQuestion) return asked
  const says = `must have at most ${longestQuestion.toLocaleString('en')} characters`
  throw new DocketError('bad_request', `query ${says}.`, { fields: { query: [says] } })
}
