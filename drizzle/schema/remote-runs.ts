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
import { detections } from './detections'

/** A detection that another Detect API runs: where it stands there. One row for each detection of the detector `remote`. */
export const remoteRuns = pgTable(
  'remote_runs',
  {
    teamId: uuid('team_id').notNull(),
    detectionId: uuid('detection_id').notNull(),
    /** `queued`: not sent; `sending`: sent, and the answer was not heard (yet); `sent`: accepted; `ended`. */
    state: text('state').$type<'queued' | 'sending' | 'sent' | 'ended'>().notNull().default('queued'),
    /** How the file is called there: no name of anybody's, and what a lost submission is found by. */
    marker: text('marker').notNull(),
    /** Whose word it is: the host of the API that it was sent to; null before it was first sent. */
    apiHost: text('api_host'),
    /** The detection's uuid there, as it was spelled. */
    remoteUuid: text('remote_uuid'),
    /** SHA-256 of the callback address's token; null before it was first sent. */
    tokenHash: text('token_hash'),
    tokenExpiresAt: instant('token_expires_at'),
    sends: integer('sends').notNull().default(0),
    polls: integer('polls').notNull().default(0),
    firstSentAt: instant('first_sent_at'),
    sentAt: instant('sent_at'),
    askedAt: instant('asked_at'),
    /** What keeps it just now, for a moderator and for an admin; null while all is well. */
    trouble: text('trouble'),
    troubleForAdmin: text('trouble_for_admin'),
    /** The last reply on it; under zero retention only fields that tell nothing of the media. */
    reply: jsonb('reply').$type<Record<string, unknown>>(),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.detectionId] }),
    foreignKey({ columns: [t.teamId, t.detectionId], foreignColumns: [detections.teamId, detections.id] }),
    // "Whose callback is this?", asked before a team is known. 256 random bits need no constraint to differ.
    index('remote_runs_token').on(t.tokenHash),
    index('remote_runs_unended').on(t.teamId, t.updatedAt).where(sql`${t.state} <> 'ended'`),
    check('remote_runs_state_known', sql`${t.state} in ('queued', 'sending', 'sent', 'ended')`),
    check('remote_runs_sent', sql`${t.state} <> 'sent' or ${t.remoteUuid} is not null`),
  ],
)

/** Callbacks as they came in: hints that a remote detection changed. The truth is asked for afterwards. */
export const callbackInbox = pgTable(
  'callback_inbox',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    detectionId: uuid('detection_id').notNull(),
    /** What the body claims; the empty string where it does not say. */
    remoteUuid: text('remote_uuid').notNull(),
    status: text('status').notNull(),
    createdAt: createdAt(),
    /** Since when a job that asks for the truth is queued, or was (lib/callbacks/ask-of-callbacks.ts); null: not yet. */
    askedAt: instant('asked_at'),
    handledAt: instant('handled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.detectionId], foreignColumns: [detections.teamId, detections.id] }),
    // A repeated callback is no second one.
    uniqueIndex('callback_inbox_once').on(t.teamId, t.detectionId, t.remoteUuid, t.status),
    index('callback_inbox_unasked').on(t.teamId, t.createdAt).where(sql`${t.askedAt} is null`),
  ],
)
