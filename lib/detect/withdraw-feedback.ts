import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { feedback } from '@/drizzle/schema/feedback'
import { actorId } from '@/lib/access/actor'
import { command } from '@/lib/db/command'
import { dropSecret } from '@/lib/retention/case-secrets'
import { findJudged } from './find-judged'

/** Takes back what a caller said of a verdict; nothing happens where it said nothing. Throws `not_found` ("Detect not found"). */
export const withdrawFeedback = command({
  permission: 'feedback.give',
  input: z.object({ uuid: z.string() }),
  async run(tx, { uuid }, actor) {
    const { teamId } = actor
    const { id, caseId, zeroRetention } = await findJudged(tx, teamId, uuid)
    const gone = await tx
      .delete(feedback)
      .where(
        and(
          eq(feedback.teamId, teamId),
          eq(feedback.detectionId, id),
          eq(feedback.givenById, actorId(actor) ?? teamId),
        ),
      )
      .returning({ id: feedback.id })
    if (zeroRetention) for (const one of gone) await dropSecret(tx, { teamId, caseId }, `comment:${one.id}`)
    return {
      result: undefined,
      events: gone.map(() => ({ type: 'feedback.withdrawn' as const, caseId, detectionId: id })),
    }
  },
})
