import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { RoutingConditions } from '@/lib/queues/routing-rules'
import { cases } from './cases'
import { createdAt, id, instant } from './columns'
import { members, teams } from './teams'

/** A line of cases that people work through. A team has one at least: its default, for whatever no rule sends elsewhere. */
export const queues = pgTable(
  'queues',
  {
    id: id(),
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    /** In which order queues are offered. */
    position: integer('position').notNull().default(0),
    isDefault: boolean('is_default').notNull().default(false),
    /** Media of its cases is blurred until somebody un-blurs it, whatever they have set: for flagged harm. */
    blur: boolean('blur').notNull().default(false),
    /** What comes first in it; kept with each case when it is put there (lib/queues/priority.ts). */
    ordering: text('ordering').$type<'deadline' | 'score' | 'oldest' | 'newest'>().notNull().default('deadline'),
    /** The policy its cases are judged by; null: the team's own choice for each case. */
    policyId: uuid('policy_id'),
    archivedAt: instant('archived_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    uniqueIndex('queues_name').on(t.teamId, sql`lower(${t.name})`).where(sql`${t.archivedAt} is null`),
    uniqueIndex('queues_default').on(t.teamId).where(sql`${t.isDefault}`),
    check('queues_ordering', sql`${t.ordering} in ('deadline', 'score', 'oldest', 'newest')`),
    check('queues_default_stays', sql`not ${t.isDefault} or ${t.archivedAt} is null`),
  ],
)

/** Which cases go to which queue: the first rule that fits, by position. */
export const routingRules = pgTable(
  'routing_rules',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    position: integer('position').notNull(),
    queueId: uuid('queue_id').notNull(),
    conditions: jsonb('conditions').$type<RoutingConditions>().notNull(),
    enabled: boolean('enabled').notNull().default(true),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.queueId], foreignColumns: [queues.teamId, queues.id] }),
    index('routing_rules_position').on(t.teamId, t.position),
  ],
)

/** A case that somebody passed over, and why: it does not come back to them. */
export const caseSkips = pgTable(
  'case_skips',
  {
    teamId: uuid('team_id').notNull(),
    caseId: uuid('case_id').notNull(),
    memberId: uuid('member_id')
      .notNull()
      .references(() => members.id),
    reason: text('reason').$type<'distressing' | 'language' | 'expertise' | 'conflict' | 'other'>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.memberId, t.caseId] }),
    foreignKey({ columns: [t.teamId, t.caseId], foreignColumns: [cases.teamId, cases.id] }),
    check('case_skips_reason', sql`${t.reason} in ('distressing', 'language', 'expertise', 'conflict', 'other')`),
  ],
)

/**
 * How many cases are where, by queue, state and when they were put there: sums, so that nobody counts rows. Changes come in
 * as rows of `tally_changes` from a trigger on cases (0015_desk_walls.sql) and are folded in by the worker; what is read is the sum.
 */
export const tallies = pgTable(
  'tallies',
  {
    teamId: uuid('team_id').notNull(),
    queueId: uuid('queue_id').notNull(),
    state: text('state').notNull(),
    mediaType: text('media_type').notNull(),
    zeroRetention: boolean('zero_retention').notNull(),
    /** Minutes since 1970 when it was put in the queue, rounded down the further the longer ago (lib/queues/fold-tallies.ts). */
    minute: integer('minute').notNull(),
    n: integer('n').notNull(),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.queueId, t.state, t.mediaType, t.zeroRetention, t.minute] })],
)

/** Changes of the tallies that are not folded in yet. */
export const tallyChanges = pgTable(
  'tally_changes',
  {
    id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity(),
    teamId: uuid('team_id').notNull(),
    queueId: uuid('queue_id').notNull(),
    state: text('state').notNull(),
    mediaType: text('media_type').notNull(),
    zeroRetention: boolean('zero_retention').notNull(),
    minute: integer('minute').notNull(),
    n: smallint('n').notNull(),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.id] })],
)
