import crypto from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { questions } from '@/drizzle/schema/intelligences'
import { actorId } from '@/lib/access/actor'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'
import { detectionId } from './detection-uuid'
import { longestQuestion } from './request-bodies'
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
            .select({ caseId: detections.caseId, status: detections.status })
            .from(detections)
            .where(and(eq(detections.teamId, teamId), eq(detections.id, id), isShown()))
    if (id === null || !found) throw notFound('Detect')
    if (found.status !== 'completed') {
      throw new DocketError('unprocessable', 'Detection must be completed before asking questions')
    }
    const questionId = crypto.randomUUID()
    const [question] = await tx
      .insert(questions)
      .values({
        id: questionId,
        teamId,
        detectionId: id,
        askedByKind: actor.kind,
        askedById: actorId(actor),
        query: asked,
      })
      .returning()
    if (!question) throw new Error('a question was not kept')
    return {
      result: question,
      events: [{ type: 'question.asked', caseId: found.caseId, detectionId: id, questionId }],
      jobs: [['question.answer', { teamId, questionId }]],
    }
  },
})

/** The contract's own words for a question that is missing (detect-api.md, section 3). */
function readQuery(query: unknown): string {
  // Postgres keeps no NUL in text.
  const asked = typeof query === 'string' ? query.replaceAll('\0', '').trim() : ''
  if (asked === '') throw new DocketError('bad_request', 'query is required', { fields: { query: ['is required'] } })
  if (asked.length <= longestQuestion) return asked
  const says = `must have at most ${longestQuestion.toLocaleString('en')} characters`
  throw new DocketError('bad_request', `query ${says}.`, { fields: { query: [says] } })
}
