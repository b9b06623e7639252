import { sql } from 'drizzle-orm'
import {
  boolean,
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
import type { Receipt } from '@/lib/retention/receipt'
import { cases } from './cases'
import { bytes, createdAt, id, instant } from './columns'
import { members, teams } from './teams'

/** What a team has said about media that must not be kept. No row: the defaults of these columns. */
export const retentionPolicies = pgTable(
  'retention_policies',
  {
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id),
    /** The portal's forms begin with zero retention switched on. */
    portalDefault: boolean('portal_default').notNull().default(false),
    /** Whatever is handed in on the portal has zero retention; nobody can switch it off there. */
    portalRule: boolean('portal_rule').notNull().default(false),
    /** Minutes from the hand-in on the portal until its media goes, decided or not. */
    portalWindow: integer('portal_window').notNull().default(1440),
    /** The same for the API; 0: as soon as the analysis has ended. */
    apiWindow: integer('api_window').notNull().default(0),
    /** Whether a keyed hash of purged media stays, so that it is known when it comes again. */
    keepSeenHash: boolean('keep_seen_hash').notNull().default(false),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.teamId] }),
    check(
      'retention_policies_windows',
      sql`${t.portalWindow} between 0 and 10080 and ${t.apiWindow} between 0 and 10080`,
    ),
  ],
)

/**
 * The key of each case that must leave nothing behind. UNLOGGED (0013_proof_walls.sql): it is never in the write-ahead log or
 * a replica, and a crash of the database loses it, which ends the case (lib/retention/sweep-lost-keys.ts).
 */
export const caseKeys = pgTable(
  'case_keys',
  {
    teamId: uuid('team_id').notNull(),
    caseId: uuid('case_id').notNull(),
    /** 32 bytes. */
    key: bytes('key').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.caseId] })],
)

/** The key of each file whose case is not known yet. UNLOGGED, as above. */
export const uploadKeys = pgTable(
  'upload_keys',
  {
    teamId: uuid('team_id').notNull(),
    uploadId: uuid('upload_id').notNull(),
    /** 32 bytes. */
    key: bytes('key').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.uploadId] })],
)

/** What of a zero-retention case people may read until it is purged, sealed with the case's key; the rows beside hold it redacted. */
export const caseSecrets = pgTable(
  'case_secrets',
  {
    teamId: uuid('team_id').notNull(),
    caseId: uuid('case_id').notNull(),
    /** What it is: `title`, `source_url`, `analysis:DETECTION`, `question:ID` … (lib/retention/case-secrets.ts). */
    name: text('name').notNull(),
    sealed: bytes('sealed').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.caseId, t.name] }),
    foreignKey({ columns: [t.teamId, t.caseId], foreignColumns: [cases.teamId, cases.id] }),
  ],
)

/** One row for each copy of a case's media and what tells of it: what a purge did about it, and what shows that it is gone. */
export const purgeSteps = pgTable(
  'purge_steps',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    caseId: uuid('case_id').notNull(),
    /** The order in which they are shown and done. */
    position: integer('position').notNull(),
    /** Which copy (lib/retention/copies.ts names every one there is). */
    copy: text('copy').notNull(),
    /** The media row, the detection or the store it is about, where there are several of one kind; the empty string otherwise. */
    subject: text('subject').notNull().default(''),
    required: boolean('required').notNull().default(true),
    /** When the purge that it belongs to began. */
    createdAt: createdAt(),
    attempts: integer('attempts').notNull().default(0),
    attemptedAt: instant('attempted_at'),
    /** How it is made to go, in words. */
    method: text('method').notNull(),
    result: text('result').$type<'waiting' | 'gone' | 'absent' | 'failed'>().notNull().default('waiting'),
    /** Why it has not worked, for a manager. */
    failure: text('failure'),
    proof: text('proof').$type<'probed' | 'attested' | 'not_covered'>(),
    /** What the proof consists of, in words. */
    proofSays: text('proof_says'),
    provenAt: instant('proven_at'),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.caseId], foreignColumns: [cases.teamId, cases.id] }),
    uniqueIndex('purge_steps_copy').on(t.teamId, t.caseId, t.copy, t.subject),
    check('purge_steps_result', sql`${t.result} in ('waiting', 'gone', 'absent', 'failed')`),
    check('purge_steps_proof', sql`${t.proof} in ('probed', 'attested', 'not_covered')`),
    check('purge_steps_failure_said', sql`(${t.result} = 'failed') = (${t.failure} is not null)`),
    check('purge_steps_proven', sql`(${t.provenAt} is null) = (${t.proof} is null)`),
  ],
)

/** What a finished purge did, as it was hashed into the trail. */
export const receipts = pgTable(
  'receipts',
  {
    teamId: uuid('team_id').notNull(),
    caseId: uuid('case_id').notNull(),
    document: jsonb('document').$type<Receipt>().notNull(),
    /** SHA-256 of the document's canonical bytes, hex; the event `case.purged` holds the same. */
    sha256: text('sha256').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.caseId] }),
    foreignKey({ columns: [t.teamId, t.caseId], foreignColumns: [cases.teamId, cases.id] }),
    index('receipts_created').on(t.teamId, t.createdAt.desc()),
  ],
)

/** Somebody's wish that a case's media be erased: one person asks, another confirms or refuses. */
export const erasureRequests = pgTable(
  'erasure_requests',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    caseId: uuid('case_id').notNull(),
    requestedBy: uuid('requested_by')
      .notNull()
      .references(() => members.id),
    reason: text('reason').notNull(),
    status: text('status').$type<'open' | 'confirmed' | 'refused'>().notNull().default('open'),
    answeredBy: uuid('answered_by').references(() => members.id),
    answeredAt: instant('answered_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.caseId], foreignColumns: [cases.teamId, cases.id] }),
    uniqueIndex('erasure_requests_open').on(t.teamId, t.caseId).where(sql`${t.status} = 'open'`),
    check('erasure_requests_status', sql`${t.status} in ('open', 'confirmed', 'refused')`),
    check('erasure_requests_answered', sql`(${t.status} = 'open') = (${t.answeredBy} is null)`),
    // Two people, said by the database too.
    check('erasure_requests_two', sql`${t.answeredBy} <> ${t.requestedBy}`),
  ],
)

/** Keyed hashes of purged media, where the team keeps them: they say that the same bytes were here, and nothing else. */
export const seenHashes = pgTable(
  'seen_hashes',
  {
    teamId: uuid('team_id').notNull(),
    /** HMAC-SHA-256, hex. */
    hash: text('hash').notNull(),
    caseId: uuid('case_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.hash, t.caseId] }),
    foreignKey({ columns: [t.teamId, t.caseId], foreignColumns: [cases.teamId, cases.id] }),
  ],
)
