import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import { members } from '@/drizzle/schema/teams'
import { query } from '@/lib/db/query'
import { type Deadline, dueAt } from '@/lib/retention/due-at'
import { unredactTitles } from '@/lib/retention/unredact-case'
import { beforeItGoes, byDeadline, goesThan } from './before-it-goes'
import { caseStates } from './case-states'
import type { CaseRow } from './move-case'

export const queuePageSize = 50

const Input = z.object({
  states: z.array(z.enum(caseStates)).default([]),
  mediaType: z.enum(['image', 'audio', 'video']).nullable().default(null),
  search: z.string().trim().max(200).default(''),
  /** Only those to decide before their media is gone, the most urgent first. */
  deadline: z.boolean().default(false),
  /** Only what stands behind this number: the last one of the page before. */
  before: z.number().int().positive().nullable().default(null),
})

/**
 * One page of the team's cases, newest first or by deadline, with what a queue row shows, and whether there are more.
 * `search` matches a case number exactly or a part of the title; under zero retention the title's redacted form, for the
 * other can only be opened and not searched.
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
        id: cases.id,
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
        retention: cases.retention,
        purgeReason: cases.purgeReason,
        purgeAfter: cases.purgeAfter,
        decidedAt: cases.decidedAt,
        withdrawnAt: cases.withdrawnAt,
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
          input.deadline ? beforeItGoes() : undefined,
          input.before ? behind(actor.teamId, input.before, input.deadline) : undefined,
          input.search ? matches(input.search) : undefined,
        ),
      )
      .orderBy(...(input.deadline ? byDeadline() : [desc(cases.number)]))
      .limit(queuePageSize + 1)
    const rows = await unredactTitles(tx, actor, found.slice(0, queuePageSize))
    return { rows: rows.map(withDeadline), more: found.length > queuePageSize }
  },
})

export type QueueRow = Awaited<ReturnType<typeof listQueue>>['rows'][number]

function behind(teamId: string, number: number, deadline: boolean) {
  return deadline ? goesThan('later', teamId, number) : lt(cases.number, number)
}

/** `goesAt`: when its media goes; null where it is kept, is gone, or goes as soon as nothing works on it. */
function withDeadline<Row extends Deadline & { retention: CaseRow['retention'] }>(row: Row) {
  const {
    retention,
    purgeReason: _reason,
    purgeAfter: _after,
    decidedAt: _decided,
    withdrawnAt: _withdrawn,
    ...rest
  } = row
  return { ...rest, goesAt: retention === 'due' ? dueAt(row) : null }
}

/** The condition that a case's number is `search`, or its title contains it. */
export function matches(search: string) {
  const number = /^#?(\d{1,9})$/.exec(search)?.[1]
  // `position`, not `like`: nothing in a search text is a pattern.
  const inTitle = sql`position(lower(${search}) in lower(${cases.title})) > 0`
  return number ? sql`(${cases.number} = ${Number(number)} or ${inTitle})` : inTitle
}
