import { and, eq, gt, gte, inArray, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { deskSettings, impressions, memberPreferences } from '@/drizzle/schema/desk'
import { caseSkips } from '@/drizzle/schema/queues'
import { type Actor, actorId } from '@/lib/access/actor'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { limitPlannedTime } from '@/lib/db/limit-time'
import { labels } from '@/lib/engine/analysis'
import { mostAgeMinutes } from '@/lib/queues/routing-rules'
import { toReviewBy } from '@/lib/reviews/to-review'
import { beforeItGoes } from './before-it-goes'
import { caseStates } from './case-states'

const Age = z.number().int().min(0).max(mostAgeMinutes, 'at most a year').nullable()

/** Which of the team's cases are asked for; what is left out does not matter. */
export const QueuePart = z.object({
  /** One queue; null: all of them. */
  queueId: z.uuid().nullable().default(null),
  /** None: every state. */
  states: z.array(z.enum(caseStates)).default([]),
  mediaType: z.enum(['image', 'audio', 'video']).nullable().default(null),
  source: z.enum(['upload', 'url', 'api', 'sample']).nullable().default(null),
  labels: z.array(z.enum(labels)).default([]),
  /** Probability 0-1 of the verdict, both inclusive. */
  minScore: z.number().min(0).max(1).nullable().default(null),
  maxScore: z.number().min(0).max(1).nullable().default(null),
  zeroRetention: z.boolean().nullable().default(null),
  /** In whatever case; one without a region finds those with any. */
  language: z.string().max(35).nullable().default(null),
  /** What they are judged by; `inPart` leaves it to the caller (lib/cases/judged-by.ts). */
  policyId: z.uuid().nullable().default(null),
  /** Whole minutes since they were put in a queue: so many at least, and fewer than so many. */
  olderThan: Age.default(null),
  youngerThan: Age.default(null),
  /** Taken by the actor, or waiting because it was sent back to them. */
  mine: z.boolean().default(false),
  escalated: z.boolean().nullable().default(null),
  /** Without those the actor has passed over. */
  hideSkipped: z.boolean().default(false),
  /** Only those to decide before their media is gone, and in that order. */
  deadline: z.boolean().default(false),
  /** Only those that wait for a second look, or an answer to an appeal, that the actor may give now. */
  toReview: z.boolean().default(false),
  /** A case number, or a part of the title in any case; under zero retention of its redacted form. */
  search: z.string().trim().max(200).default(''),
})
export type QueuePart = z.output<typeof QueuePart>

/** The condition that a case belongs to the part, but for its policy; without its states where `states` is left to the caller. */
export function inPart(actor: Actor, part: QueuePart, states: QueuePart['states'] = part.states): SQL | undefined {
  const me = actorId(actor)
  return and(
    eq(cases.teamId, actor.teamId),
    part.queueId ? eq(cases.queueId, part.queueId) : undefined,
    inStates(states),
    part.mediaType ? eq(cases.mediaType, part.mediaType) : undefined,
    part.source ? eq(cases.source, part.source) : undefined,
    part.labels.length > 0 ? inArray(cases.verdictLabel, part.labels) : undefined,
    part.minScore === null ? undefined : gte(cases.verdictScore, part.minScore),
    part.maxScore === null ? undefined : lte(cases.verdictScore, part.maxScore),
    me && asksForVerdict(part) ? knownTo(me) : undefined,
    part.zeroRetention === null ? undefined : eq(cases.zeroRetention, part.zeroRetention),
    part.language === null ? undefined : isIn(part.language),
    part.olderThan === null ? undefined : lte(cases.queuedAt, minutesAgo(part.olderThan)),
    part.youngerThan === null ? undefined : gt(cases.queuedAt, minutesAgo(part.youngerThan)),
    part.mine ? isMine(me) : undefined,
    part.escalated === null ? undefined : part.escalated ? isNotNull(cases.escalatedAt) : isNull(cases.escalatedAt),
    part.hideSkipped && me ? sql`not ${wasSkippedBy(me)}` : undefined,
    part.deadline ? beforeItGoes() : undefined,
    part.toReview ? toReviewBy(actor) : undefined,
    part.search ? isFound(part) : undefined,
  )
}

/** Milliseconds that a page of such a part may be looked for. */
export const walkMs = 3000

/** Lets a transaction look for such a page no longer than it may, where that could take long. */
export async function limitWalk(tx: Transaction, part: QueuePart): Promise<void> {
  if (mayWalkFar(part)) await limitPlannedTime(tx, walkMs)
}

/** Whether a part is narrowed by what no index knows: where next to nothing fits, every case of a state is looked at. */
export function mayWalkFar(part: QueuePart): boolean {
  const { mediaType, source, zeroRetention, language, policyId, olderThan, youngerThan, escalated, hideSkipped } = part
  const named = [mediaType, source, zeroRetention, language, policyId, olderThan, youngerThan]
  const chosen = named.some((one) => one !== null)
  return chosen || asksForVerdict(part) || escalated === false || hideSkipped
}

function minutesAgo(minutes: number): Date {
  return new Date(now().getTime() - minutes * 60_000)
}

/** `pt` also finds `pt-BR`, as it does for a routing rule (lib/queues/routing-rules.ts). */
function isIn(language: string): SQL {
  const [given, asked] = [sql`lower(${cases.language})`, language.toLowerCase()]
  return sql`(${given} = ${asked} or starts_with(${given}, ${`${asked}-`}))`
}

function asksForVerdict({ labels: asked, minScore, maxScore }: QueuePart): boolean {
  return asked.length > 0 || minScore !== null || maxScore !== null
}

/** Whether this member may know the verdict: what finds a case by it would tell it (lib/cases/owed-impressions.ts). */
function knownTo(memberId: string): SQL {
  const own = sql`select judge_first from ${memberPreferences}
    where ${memberPreferences.teamId} = ${cases.teamId} and ${memberPreferences.memberId} = ${memberId}`
  const team = sql`select judge_first from ${deskSettings} where ${deskSettings.teamId} = ${cases.teamId}`
  return sql`(${cases.state} not in ('analysing', 'waiting', 'claimed') or not coalesce((${own}), (${team}), false)
    or exists (select 1 from ${impressions} where ${impressions.teamId} = ${cases.teamId}
      and ${impressions.caseId} = ${cases.id} and ${impressions.memberId} = ${memberId}))`
}

/** Taken by this person, or waiting because it was sent back to them: both are few, and each has an index. */
function isMine(me: string | null): SQL | undefined {
  return or(
    and(eq(cases.state, 'claimed'), sql`${cases.claimedBy} = ${me}`),
    and(eq(cases.state, 'waiting'), sql`${cases.assignedTo} = ${me}`),
  )
}

function inStates(states: QueuePart['states']): SQL | undefined {
  const [only] = states
  if (only && states.length === 1) return eq(cases.state, only)
  return states.length > 0 ? inArray(cases.state, states) : undefined
}

/** Whether this member has passed the case over. */
function wasSkippedBy(memberId: string): SQL<boolean> {
  return sql<boolean>`exists (select 1 from ${caseSkips} where ${caseSkips.teamId} = ${cases.teamId}
    and ${caseSkips.memberId} = ${memberId} and ${caseSkips.caseId} = ${cases.id})`
}

/**
 * The condition that a search finds a case: the newest thousand it finds of these states and this queue. A function
 * looks for them as the owner, for row-level security forbids a text index (drizzle/migrations/0015_desk_walls.sql).
 */
function isFound({ search, states, queueId }: QueuePart): SQL {
  const among =
    states.length > 0
      ? sql`array[${sql.join(
          states.map((state) => sql`${state}`),
          sql`, `,
        )}]`
      : sql`null`
  // As an array, so that its cases are fetched by number whatever the rest of the query is.
  return sql`${cases.number} = any (array(select search_cases(${search}, ${among}::text[], ${queueId}::uuid)))`
}
