import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { feedback } from '@/drizzle/schema/feedback'
import { actorId } from '@/lib/access/actor'
import { query } from '@/lib/db/query'
import { notFound } from '@/lib/errors'
import { readSecret } from '@/lib/retention/case-secrets'
import { findJudged } from './find-judged'

/** What a caller itself said of a verdict. Throws `not_found`: no such detection, or it has said nothing. */
export const readFeedback = query({
  permission: 'case.read',
  input: z.object({ uuid: z.string() }),
  async run(tx, { uuid }, actor) {
    const { teamId } = actor
    const judged = await findJudged(tx, teamId, uuid)
    const [given] = await tx
      .select()
      .from(feedback)
      .where(
        and(
          eq(feedback.teamId, teamId),
          eq(feedback.detectionId, judged.id),
          eq(feedback.givenById, actorId(actor) ?? teamId),
        ),
      )
    if (!given) throw notFound('Feedback')
    if (!judged.zeroRetention) return { judged, given }
    const comment = await readSecret(tx, { teamId, caseId: judged.caseId }, `comment:${given.id}`)
    return { judged, given: { ...given, comment: typeof comment === 'string' ? comment : null } }
  },
})
