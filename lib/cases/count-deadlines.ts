import { and, count, eq, min } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { query } from '@/lib/db/query'
import { beforeItGoes } from './before-it-goes'

/** Which cases to count; what is left out does not matter. */
const Input = z.object({
  queueId: z.uuid().nullable().default(null),
  mediaType: z.enum(['image', 'audio', 'video']).nullable().default(null),
  zeroRetention: z.boolean().nullable().default(null),
})

/** How many of the team's cases are to be decided before their media is gone, and when the first of it goes. */
export const countDeadlines = query({
  permission: 'case.read',
  input: Input,
  async run(tx, { queueId, mediaType, zeroRetention }, { teamId }) {
    const [row] = await tx
      .select({ cases: count(), soonest: min(cases.purgeAfter) })
      .from(cases)
      .where(
        and(
          eq(cases.teamId, teamId),
          beforeItGoes(),
          queueId === null ? undefined : eq(cases.queueId, queueId),
          mediaType === null ? undefined : eq(cases.mediaType, mediaType),
          zeroRetention === null ? undefined : eq(cases.zeroRetention, zeroRetention),
        ),
      )
    return row ?? { cases: 0, soonest: null }
  },
})

export type Deadlines = Awaited<ReturnType<typeof countDeadlines>>
