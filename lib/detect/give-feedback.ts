import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { feedback } from '@/drizzle/schema/feedback'
import { actorId } from '@/lib/access/actor'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { dropSecret, sealForCase } from '@/lib/retention/case-secrets'
import { holdForSealing } from '@/lib/retention/hold-for-sealing'
import { findJudged } from './find-judged'
import { FeedbackRequest } from './request-bodies'

/** The longest name of a source that is kept, in characters. */
const longestSource = 64

/**
 * Keeps what a caller says of a finished detection's verdict, in the place of what it said before; under zero retention its
 * comment until the purge, and none once its media has to go. Throws `not_found`
 * ("Detect not found"), and `bad_request` with `fields`, or for a detection that has not been completed.
 */
export const giveFeedback = command({
  permission: 'feedback.give',
  input: FeedbackRequest.extend({ uuid: z.string(), type: z.unknown().pipe(FeedbackRequest.shape.type) }),
  async run(tx, { uuid, type, comment, source }, actor) {
    const { teamId } = actor
    const judged = await findJudged(tx, teamId, uuid)
    if (judged.status !== 'completed') throw notCompleted(judged.status)
    const { mayKeep } = await holdForSealing(tx, { teamId, caseId: judged.caseId, detectionId: judged.id })
    const said = comment || null
    const kept = {
      type,
      comment: mayKeep ? said : null,
      // Free text of whoever calls, so it may name the media.
      source: !mayKeep ? 'api' : [...(source || 'api')].slice(0, longestSource).join(''),
    }
    const givenById = actorId(actor)
    if (givenById === null) throw new Error('feedback is somebody’s')
    const [given] = await tx
      .insert(feedback)
      .values({ ...kept, teamId, detectionId: judged.id, givenByKind: actor.kind, givenById })
      .onConflictDoUpdate({
        target: [feedback.teamId, feedback.detectionId, feedback.givenById],
        set: { ...kept, updatedAt: sql`now()` },
      })
      .returning()
    if (!given) throw new Error('feedback was not kept')
    if (!mayKeep) given.comment = await sealComment(tx, teamId, { ...judged, feedbackId: given.id, said })
    return {
      result: { judged, given },
      events: [{ type: 'feedback.given', caseId: judged.caseId, detectionId: judged.id, feedback: type }],
    }
  },
})

/** Keeps a comment where only the purge's key opens it; answers what was kept of it: nothing once the key is gone. */
async function sealComment(
  tx: Transaction,
  teamId: string,
  { caseId, feedbackId, said }: { caseId: string; feedbackId: string; said: string | null },
): Promise<string | null> {
  const ofCase = { teamId, caseId }
  const name = `comment:${feedbackId}` as const
  if (said !== null) return (await sealForCase(tx, ofCase, { [name]: said })) ? said : null
  await dropSecret(tx, ofCase, name)
  return null
}

function notCompleted(status: 'processing' | 'failed'): DocketError {
  return new DocketError(
    'bad_request',
    status === 'processing'
      ? 'The detection is not completed yet, so there is no verdict to judge. Send feedback once its status is completed.'
      : 'The detection failed, so there is no verdict to judge.',
  )
}
