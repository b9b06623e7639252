import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { questions } from '@/drizzle/schema/intelligences'
import { query } from '@/lib/db/query'
import { notFound } from '@/lib/errors'
import { readSecret } from '@/lib/retention/case-secrets'
import { detectionId } from './detection-uuid'
import { isShown } from './shown-detections'

/** A question by its detection's uuid and its own. Throws `not_found` ("Detect not found", "Question not found"). */
export const readQuestion = query({
  permission: 'case.read',
  input: z.object({ uuid: z.string(), questionUuid: z.string() }),
  async run(tx, { uuid, questionUuid }, { teamId }) {
    const ofDetection = detectionId(uuid)
    const [detection] =
      ofDetection === null
        ? []
        : await tx
            .select({ id: detections.id, caseId: detections.caseId, zeroRetention: cases.zeroRetention })
            .from(detections)
            .innerJoin(cases, and(eq(cases.teamId, detections.teamId), eq(cases.id, detections.caseId)))
            .where(and(eq(detections.teamId, teamId), eq(detections.id, ofDetection), isShown()))
    if (!detection) throw notFound('Detect')
    const id = detectionId(questionUuid)
    const [question] =
      id === null
        ? []
        : await tx
            .select()
            .from(questions)
            .where(and(eq(questions.teamId, teamId), eq(questions.detectionId, detection.id), eq(questions.id, id)))
    if (!question) throw notFound('Question')
    if (!detection.zeroRetention) return question
    // The words of whoever asked, until the purge. Its answer stays the redacted one, whoever reads it over the API.
    const asked = await readSecret(tx, { teamId, caseId: detection.caseId }, `question:${question.id}`)
    return typeof asked === 'string' ? { ...question, query: asked } : question
  },
})
