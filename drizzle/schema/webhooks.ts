import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from './columns'
import { teams } from './teams'

/** Where a team wants its decisions told. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: id(),
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id),
    url: text('url').notNull(),
    /** Sealed (lib/access/seal.ts). */
    secret: text('secret').notNull(),
    events: text('events').array().$type<('decision.made' | 'decision.changed' | 'case.purged')[]>().notNull(),
    pausedAt: instant('paused_at'),
    removedAt: instant('removed_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    index('webhooks_team').on(t.teamId).where(sql`${t.removedAt} is null`),
  ],
)

/** One thing told to one webhook: made when the grace window has passed, never before. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    webhookId: uuid('webhook_id').notNull(),
    event: text('event').notNull(),
    caseId: uuid('case_id'),
    decisionId: uuid('decision_id'),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    status: text('status').$type<'due' | 'delivered' | 'failed'>().notNull().default('due'),
    attempts: integer('attempts').notNull().default(0),
    leasedUntil: instant('leased_until'),
    createdAt: createdAt(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.webhookId], foreignColumns: [webhooks.teamId, webhooks.id] }),
    uniqueIndex('webhook_deliveries_once')
      .on(t.teamId, t.webhookId, t.event, t.decisionId)
      .where(sql`${t.decisionId} is not null`),
    index('webhook_deliveries_webhook').on(t.teamId, t.webhookId, t.status),
    index('webhook_deliveries_created').on(t.teamId, t.createdAt.desc(), t.id.desc()),
    check('webhook_deliveries_status', sql`${t.status} in ('due', 'delivered', 'failed')`),
    check('webhook_deliveries_ended', sql`(${t.status} <> 'due') = (${t.endedAt} is not null)`),
  ],
)

/** The delivery log: one row an attempt. */
export const webhookAttempts = pgTable(
  'webhook_attempts',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    deliveryId: uuid('delivery_id').notNull(),
    number: integer('number').notNull(),
    status: integer('status'),
    failure: text('failure'),
    milliseconds: integer('milliseconds'),
    startedAt: instant('started_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.deliveryId], foreignColumns: [webhookDeliveries.teamId, webhookDeliveries.id] }),
    uniqueIndex('webhook_attempts_number').on(t.teamId, t.deliveryId, t.number),
  ],
)
