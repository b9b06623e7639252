import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { query } from '@/lib/db/query'
import { toReviewBy } from './to-review'

/** Which cases to count; what is left out does not matter. */
const Input = z.object({
  queueId: z.uuid().nullable().default(null),
  mediaType: z.enum(['image', 'audio', 'video']).nullable().default(null),
  zeroRetention: z.boolean().nullable().default(null),
})

/** How many cases wait for a second look or an answer to an appeal that this person may give now. */
export const countReviews = query({
  permission: 'case.read',
  input: Input,
  run(tx, { queueId, mediaType, zeroRetention }, actor): Promise<number> {
    return tx.$count(
      cases,
      and(
        eq(cases.teamId, actor.teamId),
        toReviewBy(actor),
        queueId === null ? undefined : eq(cases.queueId, queueId),
        mediaType === null ? undefined : eq(cases.mediaType, mediaType),
        zeroRetention === null ? undefined : eq(cases.zeroRetention, zeroRetention),
      ),
    )
  },
})
