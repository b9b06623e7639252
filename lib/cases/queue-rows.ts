import { type SQL, sql } from 'drizzle-orm'
import { type Actor, actorId } from '@/lib/access/actor'
import type { Transaction } from '@/lib/db/client'
import { executePrepared } from '@/lib/db/prepared'
import { type Deadline, dueAt } from '@/lib/retention/due-at'
import { unredactTitles } from '@/lib/retention/unredact-case'
import type { CaseRow } from './move-case'

type Column =
  | 'id'
  | 'number'
  | 'title'
  | 'state'
  | 'mediaType'
  | 'durationSeconds'
  | 'source'
  | 'language'
  | 'verdictLabel'
  | 'verdictScore'
  | 'doubts'
  | 'failure'
  | 'zeroRetention'
  | 'retention'
  | 'purgeAfter'
  | 'queueId'
  | 'priority'
  | 'createdAt'
  | 'queuedAt'
  | 'claimedUntil'
  | 'previewId'

/** One case as a queue shows it. */
export interface QueueRow extends Pick<CaseRow, Column> {
  withdrawn: boolean
  /** When its media goes; null where it is kept, is gone, or goes as soon as nothing works on it. */
  goesAt: Date | null
  /** The name of whoever works on it, until `claimedUntil`. */
  claimedBy: string | null
  claimedByMe: boolean
  assignedToMe: boolean
  /** The name of the colleague it was sent to, to whom alone it is offered while it waits; null for none and for the reader. */
  assignedTo: string | null
  escalated: boolean
  skippedByMe: boolean
  /** How far its analysis has come, 0-1; null when none runs. */
  progress: number | null
  /** What it is doing, in words; null before it begins. */
  stage: string | null
}

type Instant = 'purgeAfter' | 'createdAt' | 'queuedAt' | 'claimedUntil' | 'decidedAt' | 'withdrawnAt'
type FoundLater =
  | 'withdrawn'
  | 'goesAt'
  | 'claimedBy'
  | 'claimedByMe'
  | 'assignedTo'
  | 'assignedToMe'
  | 'progress'
  | 'stage'

type Told = Omit<QueueRow, Instant | FoundLater> &
  Record<Instant, string | null> &
  Pick<CaseRow, 'purgeReason'> & { claimedById: string | null; assignedToId: string | null }

// Text that is put together once: building it anew for each page took longer than fetching it. From one table, without
// a join.
const columns = sql.raw(`cases.id, cases.number, cases.title, cases.state, cases.media_type as "mediaType",
  cases.duration_seconds as "durationSeconds", cases.source, cases.language, cases.verdict_label as "verdictLabel",
  cases.verdict_score as "verdictScore", cases.doubts, cases.failure, cases.zero_retention as "zeroRetention", cases.retention,
  cases.purge_after as "purgeAfter", cases.purge_reason as "purgeReason", cases.decided_at as "decidedAt",
  cases.withdrawn_at as "withdrawnAt", cases.queue_id as "queueId", cases.priority, cases.created_at as "createdAt", cases.queued_at as "queuedAt",
  cases.claimed_by as "claimedById", cases.claimed_until as "claimedUntil", cases.escalated_at is not null as escalated,
  cases.assigned_to as "assignedToId", cases.preview_id as "previewId"`)

/** The first `most` cases on which `where` holds, in that order, with the titles that this actor may read. */
export async function selectRows(
  tx: Transaction,
  actor: Actor,
  { where, order, most }: { where: SQL | undefined; order: SQL[]; most: number },
): Promise<QueueRow[]> {
  const me = actorId(actor)
  const told = await executePrepared<Told>(
    tx,
    sql`select ${columns}, exists (select 1 from case_skips s
        where s.team_id = cases.team_id and s.member_id = ${me}::uuid and s.case_id = cases.id) as "skippedByMe"
      from cases where ${where} order by ${sql.join(order, sql`, `)} limit ${most}::int`,
  )
  return unredactTitles(tx, actor, await withPeople(tx, actor, told))
}

/** With who works on it or was sent it, and how far its analysis has come, which are asked for only where there is either. */
async function withPeople(tx: Transaction, actor: Actor, told: Told[]): Promise<QueueRow[]> {
  const me = actorId(actor)
  const sentTo = ({ state, assignedToId }: Told) => (state === 'waiting' && assignedToId !== me ? assignedToId : null)
  const named = told.flatMap((row) => [row.claimedById ?? [], sentTo(row) ?? []].flat())
  const running = told.flatMap(({ id, state }) => (state === 'analysing' ? id : []))
  // Both at once: one after the other they would be two round trips of a page that is asked for all day.
  const [names, runs] = await Promise.all([
    named.length > 0 ? namesOf(tx, named) : new Map<string, string>(),
    running.length > 0 ? progressOf(tx, actor.teamId, running) : new Map<string, Run>(),
  ])
  return told.map((one) => {
    const { claimedById, assignedToId, purgeReason, decidedAt, withdrawnAt, ...row } = one
    const { state, retention } = row
    const sent = sentTo(one)
    const purgeAfter = instantOf(row.purgeAfter)
    const deadline: Deadline = {
      state,
      purgeReason,
      purgeAfter,
      decidedAt: instantOf(decidedAt),
      withdrawnAt: instantOf(withdrawnAt),
    }
    return {
      ...row,
      createdAt: new Date(row.createdAt ?? 0),
      queuedAt: new Date(row.queuedAt ?? 0),
      purgeAfter,
      withdrawn: withdrawnAt !== null,
      goesAt: retention === 'due' ? dueAt(deadline) : null,
      claimedUntil: instantOf(row.claimedUntil),
      claimedBy: claimedById ? (names.get(claimedById) ?? null) : null,
      claimedByMe: claimedById !== null && claimedById === me,
      assignedTo: sent === null ? null : (names.get(sent) ?? 'a colleague'),
      assignedToMe: assignedToId !== null && assignedToId === me,
      progress: runs.get(row.id)?.progress ?? null,
      stage: runs.get(row.id)?.stage ?? null,
    }
  })
}

function instantOf(told: string | null): Date | null {
  return told === null ? null : new Date(told)
}

async function namesOf(tx: Transaction, ids: string[]): Promise<Map<string, string>> {
  const wanted = uuids([...new Set(ids)])
  const found = await executePrepared<{ id: string; name: string }>(
    tx,
    sql`select id, name from members where id = any (${wanted}::uuid[])`,
  )
  return new Map(found.map((one) => [one.id, one.name]))
}

interface Run {
  progress: number
  stage: string | null
}

async function progressOf(tx: Transaction, teamId: string, caseIds: string[]): Promise<Map<string, Run>> {
  const found = await executePrepared<Run & { caseId: string }>(
    tx,
    sql`select distinct on (case_id) case_id as "caseId", progress, stage from detections
      where team_id = ${teamId}::uuid and case_id = any (${uuids(caseIds)}::uuid[]) and not second_opinion
      order by case_id, created_at desc`,
  )
  return new Map(found.map((one) => [one.caseId, one]))
}

/** As Postgres writes an array: one value, so that the statement is the same for every page. */
function uuids(ids: string[]): string {
  return `{${ids.join(',')}}`
}
