import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import { members } from '@/drizzle/schema/teams'
import { query } from '@/lib/db/query'
import { caseStates } from './case-states'

export const queuePageSize = 50

const Input = z.object({
  states: z.array(z.enum(caseStates)).default([]),
  mediaType: z.enum(['image', 'audio', 'video']).nullable().default(null),
  search: z.string().trim().max(200).default(''),
  /** Only cases with a lower number: the last one of the page before. */
  before: z.number().int().positive().nullable().default(null),
})

/**
 * One page of the team's cases, newest first, with what a queue row shows, and whether there are more.
 * `search` matches a case number exactly or a part of the title.
 */
export const listQueue = query({
  permission: 'case.read',
  input: Input,
  async run(tx, input, actor) {
    const preview = tx
      .select({ id: media.id })
      .from(media)
      .where(
        and(
          eq(media.teamId, cases.teamId),
          eq(media.caseId, cases.id),
          eq(media.copy, 'preview'),
          sql`${media.deletedAt} is null`,
        ),
      )
      .limit(1)
    const progress = tx
      .select({ progress: detections.progress })
      .from(detections)
      .where(
        and(eq(detections.teamId, cases.teamId), eq(detections.caseId, cases.id), sql`not ${detections.secondOpinion}`),
      )
      .orderBy(desc(detections.createdAt))
      .limit(1)
    const found = await tx
      .select({
        number: cases.number,
        title: cases.title,
        state: cases.state,
        mediaType: cases.mediaType,
        source: cases.source,
        verdictLabel: cases.verdictLabel,
        verdictScore: cases.verdictScore,
        failure: cases.failure,
        zeroRetention: cases.zeroRetention,
        withdrawn: sql<boolean>`${cases.withdrawnAt} is not null`,
        createdAt: cases.createdAt,
        claimedBy: members.name,
        previewId: sql<string | null>`(${preview})`,
        progress: sql<number | null>`(${progress})`,
      })
      .from(cases)
      .leftJoin(members, eq(members.id, cases.claimedBy))
      .where(
        and(
          eq(cases.teamId, actor.teamId),
          input.states.length > 0 ? inArray(cases.state, input.states) : undefined,
          input.mediaType ? eq(cases.mediaType, input.mediaType) : undefined,
          input.before ? lt(cases.number, input.before) : undefined,
          input.search ? matches(input.search) : undefined,
        ),
      )
      .orderBy(desc(cases.number))
      .limit(queuePageSize + 1)
    return { rows: found.slice(0, queuePageSize), more: found.length > queuePageSize }
  },
})

export type QueueRow = Awaited<ReturnType<typeof listQueue>>['rows'][number]

/** The condition that a case's number is `search`, or its title contains it. */
export function matches(search: string) {
  const number = /^#?(\d{1,9})$/.exec(search)?.[1]
  // `position`, not `like`: nothing in a search text is a pattern.
  const inTitle = sql`position(lower(${search}) in lower(${cases.title})) > 0`
  return number ? sql`(${cases.number} = ${Number(number)} or ${inTitle})` : inTitle
}
