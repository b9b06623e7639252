import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { batches } from './batches'
import { createdAt, id, instant } from './columns'
import { detections } from './detections'
import { intelligences } from './intelligences'
import { teams } from './teams'

/** An outcome that somebody asked to be told of: one row, delivered once. */
export const callbacks = pgTable(
  'callbacks',
  {
    id: id(),
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id),
    /** Of what: exactly one of the three. */
    detectionId: uuid('detection_id'),
    batchId: uuid('batch_id'),
    intelligenceId: uuid('intelligence_id'),
    url: text('url').notNull(),
    /** detect-api.md, section 2; null: unset, so the callback waits ten minutes for the report at most. */
    waitForIntelligence: boolean('wait_for_intelligence'),
    /** `waiting`: for the outcome; `due`: to be sent or tried again; then one of the ends. */
    status: text('status').$type<'waiting' | 'due' | 'delivered' | 'failed'>().notNull().default('waiting'),
    /** Attempts since it became due, or since it was sent again by a person. */
    attempts: integer('attempts').notNull().default(0),
    /** Until when nobody need send it: a worker is at it, the next try is not due yet, or the ten minutes are not over. */
    leasedUntil: instant('leased_until'),
    createdAt: createdAt(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.detectionId], foreignColumns: [detections.teamId, detections.id] }),
    foreignKey({ columns: [t.teamId, t.batchId], foreignColumns: [batches.teamId, batches.id] }),
    foreignKey({ columns: [t.teamId, t.intelligenceId], foreignColumns: [intelligences.teamId, intelligences.id] }),
    index('callbacks_detection').on(t.teamId, t.detectionId),
    index('callbacks_batch').on(t.teamId, t.batchId),
    index('callbacks_intelligence').on(t.teamId, t.intelligenceId),
    index('callbacks_created').on(t.teamId, t.createdAt.desc(), t.id.desc()),
    check('callbacks_of_one', sql`num_nonnulls(${t.detectionId}, ${t.batchId}, ${t.intelligenceId}) = 1`),
    check('callbacks_status_known', sql`${t.status} in ('waiting', 'due', 'delivered', 'failed')`),
    check('callbacks_ended', sql`(${t.status} in ('delivered', 'failed')) = (${t.endedAt} is not null)`),
  ],
)

/** The delivery log: one row an attempt. What the receiver answered is not kept, only its status. */
export const callbackAttempts = pgTable(
  'callback_attempts',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    callbackId: uuid('callback_id').notNull(),
    /** From 1, over the callback's whole life. */
    number: integer('number').notNull(),
    /** The HTTP status of the answer; null where there was none, or none yet. */
    status: integer('status'),
    /** Why it counts as failed, for a person; null while it runs and when it was delivered. */
    failure: text('failure'),
    milliseconds: integer('milliseconds'),
    startedAt: instant('started_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.callbackId], foreignColumns: [callbacks.teamId, callbacks.id] }),
    uniqueIndex('callback_attempts_number').on(t.teamId, t.callbackId, t.number),
  ],
)
