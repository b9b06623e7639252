import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Actor } from '@/lib/access/actor'
import type { Finding } from '@/lib/audit/events'
import { createdAt, id, instant } from './columns'
import { members, teams } from './teams'

/** What a person works on. Which state may follow which is said in lib/cases/case-states.ts. */
export const cases = pgTable(
  'cases',
  {
    id: id(),
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id),
    number: integer('number').notNull(),
    // Text, not an enum: comparing an enum is not leakproof, so row-level security would forbid the index.
    state: text('state').$type<'analysing' | 'waiting' | 'claimed' | 'decided' | 'closed' | 'failed'>().notNull(),
    retention: text('retention').$type<'keep' | 'due' | 'purging' | 'purged'>().notNull().default('keep'),
    /** Unknown until the bytes of a URL have arrived. */
    mediaType: text('media_type').$type<'image' | 'audio' | 'video'>(),
    /** The name people see: the file's, or the last part of the URL's path. */
    title: text('title').notNull(),
    source: text('source').$type<'upload' | 'url' | 'api' | 'sample'>().notNull(),
    sourceUrl: text('source_url'),
    submittedByKind: text('submitted_by_kind').$type<Actor['kind']>().notNull(),
    submittedById: uuid('submitted_by_id'),
    /** The latest completed detection's verdict, kept here so that the queue needs no join. */
    verdictLabel: text('verdict_label'),
    /** Probability 0-1. */
    verdictScore: doublePrecision('verdict_score'),
    /** Why the analysis failed, for a moderator. Set exactly while the state is `failed`. */
    failure: text('failure'),
    claimedBy: uuid('claimed_by').references(() => members.id),
    /** When the claim ends by itself unless its holder shows a sign of life. */
    claimedUntil: instant('claimed_until'),
    queueId: uuid('queue_id'),
    /** A person chose its queue: rules leave it there. */
    queueChosen: boolean('queue_chosen').notNull().default(false),
    /** Its place in the queue, smaller first; kept when it is put there (lib/queues/priority.ts). */
    priority: doublePrecision('priority').notNull().default(0),
    queuedAt: instant('queued_at').notNull().default(sql`now()`),
    /** BCP 47, as given at the hand-in; null: not said. */
    language: text('language'),
    policyId: uuid('policy_id'),
    /** Somebody who shall look at it next: it was sent to them. Null while it is escalated. */
    assignedTo: uuid('assigned_to').references(() => members.id),
    /** Escalated: for managers and admins only, and why. */
    escalatedAt: instant('escalated_at'),
    /** Of its media, for the queue's row, which joins nothing: kept the same by a trigger on media (0015_desk_walls.sql). */
    previewId: uuid('preview_id'),
    durationSeconds: doublePrecision('duration_seconds'),
    /** How many reasons to doubt its score there are, for the queue's row. */
    doubts: integer('doubts').notNull().default(0),
    /** Asked for by the request that opened it: its media is deleted once nothing needs it any more. */
    zeroRetention: boolean('zero_retention').notNull().default(false),
    /** When every copy of its media was found to be gone. */
    fileDeletedAt: instant('file_deleted_at'),
    /** When whoever handed it in deleted it over the API. */
    withdrawnAt: instant('withdrawn_at'),
    /** Why its media has to go; null while it is kept. */
    purgeReason: text('purge_reason').$type<'zero_retention' | 'withdrawn' | 'manual' | 'erasure' | 'key_lost'>(),
    /** Until when media that has to go may be looked at; null: only until its analysis and what follows have ended. */
    purgeAfter: instant('purge_after'),
    /** A legal hold: nothing of it is deleted. Never under zero retention. */
    heldAt: instant('held_at'),
    heldBy: uuid('held_by').references(() => members.id),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
    decidedAt: instant('decided_at'),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    unique('cases_number').on(t.teamId, t.number),
    // A queue in its order, and pages of it; then all queues together.
    index('cases_queue').on(t.teamId, t.queueId, t.state, t.priority, t.number),
    index('cases_order').on(t.teamId, t.state, t.priority, t.number),
    // The queue as it opens: all that is not decided, in one walk. The predicate is that of lib/cases/list-queue.ts, word for word.
    index('cases_open')
      .on(t.teamId, t.priority, t.number)
      .where(sql`${t.state} in ('analysing', 'waiting', 'claimed', 'failed')`),
    index('cases_claims').on(t.teamId, t.claimedUntil).where(sql`${t.state} = 'claimed'`),
    index('cases_escalated').on(t.teamId, t.state, t.priority, t.number).where(sql`${t.escalatedAt} is not null`),
    index('cases_assigned').on(t.teamId, t.assignedTo).where(sql`${t.assignedTo} is not null`),
    // One state by how long its cases wait; then what has a policy of its own, in the queues' order.
    index('cases_age').on(t.teamId, t.state, t.queuedAt),
    index('cases_policy').on(t.teamId, t.policyId, t.state, t.priority, t.number).where(sql`${t.policyId} is not null`),
    // One state, newest first. Titles are searched by cases_title (0015_desk_walls.sql), whose operators need an extension.
    index('cases_state').on(t.teamId, t.state, t.number.desc()),
    // What was handed in in a time: Insights.
    index('cases_created').on(t.teamId, t.createdAt),
    check('cases_state_known', sql`${t.state} in ('analysing', 'waiting', 'claimed', 'decided', 'closed', 'failed')`),
    check('cases_retention_known', sql`${t.retention} in ('keep', 'due', 'purging', 'purged')`),
    check('cases_failure_said', sql`(${t.state} = 'failed') = (${t.failure} is not null)`),
    check('cases_purged_proved', sql`(${t.retention} = 'purged') = (${t.fileDeletedAt} is not null)`),
    check('cases_withdrawn_closed', sql`${t.withdrawnAt} is null or ${t.state} = 'closed'`),
    // What the sweep looks for: media that should be gone and is not.
    index('cases_to_purge').on(t.teamId, t.id).where(sql`${t.retention} in ('due', 'purging')`),
    // The Retention page: every case whose media had or has to go, newest first.
    index('cases_not_kept').on(t.teamId, t.number.desc()).where(sql`${t.retention} <> 'keep'`),
    check('cases_held', sql`(${t.heldAt} is null) = (${t.heldBy} is null)`),
    check('cases_held_kept', sql`${t.heldAt} is null or (${t.retention} = 'keep' and not ${t.zeroRetention})`),
    check('cases_score_range', sql`${t.verdictScore} between 0 and 1`),
  ],
)

/** A person's finding on a case, with the reason they gave. A later one replaces it; none is ever changed. */
export const decisions = pgTable(
  'decisions',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    caseId: uuid('case_id').notNull(),
    finding: text('finding')
      .$type<'synthetic' | 'manipulated' | 'authentic' | 'cheap_edit' | 'inconclusive' | 'not_assessable'>()
      .notNull(),
    reason: text('reason').notNull(),
    decidedBy: uuid('decided_by')
      .notNull()
      .references(() => members.id),
    /** What each track was found to be, where they differ. */
    tracks: jsonb('tracks').$type<Partial<Record<'picture' | 'sound', Finding>>>().notNull().default({}),
    policyId: uuid('policy_id'),
    policyVersion: integer('policy_version'),
    /** A code of the policy's actions; null: none was taken. */
    action: text('action'),
    confidence: text('confidence').$type<'low' | 'medium' | 'high'>(),
    /** Letters of the exhibits it cites. */
    exhibits: text('exhibits').array().notNull().default(sql`'{}'`),
    kind: text('kind').$type<'first' | 'second' | 'appeal'>().notNull().default('first'),
    /** When the grace window ends: nothing leaves the house before. Null: it counts already. */
    effectiveAt: instant('effective_at'),
    createdAt: createdAt(),
    /** Set when the person took it back. */
    undoneAt: instant('undone_at'),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.caseId], foreignColumns: [cases.teamId, cases.id] }),
    index('decisions_case').on(t.teamId, t.caseId, t.createdAt),
    // What somebody decided lately, and can still take back.
    index('decisions_by').on(t.teamId, t.decidedBy, t.createdAt),
    // What was decided, and taken back, in a time: Insights, and a what-if.
    index('decisions_created').on(t.teamId, t.createdAt),
    index('decisions_undone').on(t.teamId, t.undoneAt).where(sql`${t.undoneAt} is not null`),
    check('decisions_reason_given', sql`length(trim(${t.reason})) > 0`),
    check(
      'decisions_finding_known',
      sql`${t.finding} in ('synthetic', 'manipulated', 'authentic', 'cheap_edit', 'inconclusive', 'not_assessable')`,
    ),
  ],
)
