import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { feedback } from '@/drizzle/schema/feedback'
import { actorId } from '@/lib/access/actor'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { findJudged } from './find-judged'
import { FeedbackRequest } from './request-bodies'

/** The longest name of a source that is kept, in characters. */
const longestSource = 64

/**
 * Keeps what a caller says of a finished detection's verdict, in the place of what it said before. Throws `not_found`
 * ("Detect not found"), and `bad_request` with `fields`, or for a detection that has not been completed.
 */
export const giveFeedback = command({
  permission: 'feedback.give',
  input: FeedbackRequest.extend({ uuid: z.string(), type: z.unknown().pipe(FeedbackRequest.shape.type) }),
  async run(tx, { uuid, type, comment, source }, actor) {
    const { teamId } = actor
    const judged = await findJudged(tx, teamId, uuid)
    if (judged.status !== 'completed') throw notCompleted(judged.status)
    const said = {
      type,
      comment: comment || null,
      source: [...(source || 'api')].slice(0, longestSource).join(''),
    }
    const givenById = actorId(actor)
    if (givenById === null) throw new Error('feedback is somebody’s')
    const [given] = await tx
      .insert(feedback)
      .values({ ...said, teamId, detectionId: judged.id, givenByKind: actor.kind, givenById })
      .onConflictDoUpdate({
        target: [feedback.teamId, feedback.detectionId, feedback.givenById],
        set: { ...said, updatedAt: sql`now()` },
      })
      .returning()
    if (!given) throw new Error('feedback was not kept')
    return {
      result: { judged, given },
      events: [{ type: 'feedback.given', caseId: judged.caseId, detectionId: judged.id, feedback: type }],
    }
  },
})

function notCompleted(status: 'processing' | 'failed'): DocketError {
  return new DocketError(
    'bad_request',
    status === 'processing'
      ? 'The detection is not completed yet, so there is no verdict to judge. Send feedback once its status is completed.'
      : 'The detection failed, so there is no verdict to judge.',
  )
}
