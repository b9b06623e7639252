import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, createdAt, id, instant } from './columns'
import { members, teams } from './teams'

/** The place an event got in its team's Merkle tree: from 0, without gaps. Append-only, like the events. */
export const sealedEvents = pgTable(
  'sealed_events',
  {
    teamId: uuid('team_id').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
    eventId: bigint('event_id', { mode: 'number' }).notNull(),
    /** The leaf hash as it was sealed: an event changed afterwards has another. */
    leaf: bytes('leaf').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.position] }),
    uniqueIndex('sealed_events_event').on(t.teamId, t.eventId),
    check('sealed_events_position', sql`${t.position} >= 0`),
  ],
)

/** Where a team's tree stands: the sealer's own note, rebuilt from the rows it sums up where it is lost. */
export const trailHeads = pgTable(
  'trail_heads',
  {
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id),
    size: bigint('size', { mode: 'number' }).notNull().default(0),
    /** Roots of the complete subtrees from left to right, 32 bytes each, one after the other. */
    peaks: bytes('peaks').notNull(),
    lastTxid: bigint('last_txid', { mode: 'number' }).notNull().default(0),
    lastEventId: bigint('last_event_id', { mode: 'number' }).notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.teamId] })],
)

/** The root of each complete run of 256 leaves: proofs and checks need not read the whole trail. Append-only. */
export const trailTiles = pgTable(
  'trail_tiles',
  {
    teamId: uuid('team_id').notNull(),
    index: integer('index').notNull(),
    hash: bytes('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.index] })],
)

/** A signed statement of how long a team's trail was and what its root was (C2SP signed note). Append-only. */
export const trailCheckpoints = pgTable(
  'trail_checkpoints',
  {
    teamId: uuid('team_id').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    root: bytes('root').notNull(),
    /** The note as it was signed, with the hash of the one before. */
    note: text('note').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.size] }), index('trail_checkpoints_created').on(t.teamId, t.createdAt)],
)

/** How far a team's checkpoints were copied outside, by place. */
export const trailMirrors = pgTable(
  'trail_mirrors',
  {
    teamId: uuid('team_id').notNull(),
    place: text('place').$type<'file' | 'email' | 'webhook'>().notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    at: instant('at').notNull().default(sql`now()`),
    /** Why the last copy did not arrive, for an admin; null when it did. */
    failure: text('failure'),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.place] }),
    check('trail_mirrors_place', sql`${t.place} in ('file', 'email', 'webhook')`),
  ],
)

/**
 * What opens a commitment in the trail: the salt and the value. Erased with its case's media or on request; the event, which
 * holds the commitment alone, stays and still verifies.
 */
export const auditOpenings = pgTable(
  'audit_openings',
  {
    teamId: uuid('team_id').notNull(),
    eventUid: uuid('event_uid').notNull(),
    field: text('field').notNull(),
    caseId: uuid('case_id'),
    salt: bytes('salt').notNull(),
    value: jsonb('value').$type<string | number | boolean>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.eventUid, t.field] }),
    index('audit_openings_case').on(t.teamId, t.caseId),
  ],
)

/** A filter of a page that somebody keeps under a name, for themselves or for the team. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: id(),
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id),
    memberId: uuid('member_id')
      .notNull()
      .references(() => members.id),
    page: text('page').$type<'audit' | 'queue' | 'retention'>().notNull(),
    name: text('name').notNull(),
    /** The address's query, as the page itself writes it. */
    query: text('query').notNull(),
    shared: text('shared').$type<'me' | 'team'>().notNull().default('me'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    uniqueIndex('saved_views_name').on(t.teamId, t.memberId, t.page, sql`lower(${t.name})`),
    check('saved_views_page', sql`${t.page} in ('audit', 'queue', 'retention')`),
    check('saved_views_shared', sql`${t.shared} in ('me', 'team')`),
    check('saved_views_length', sql`length(${t.name}) between 1 and 80 and length(${t.query}) <= 2000`),
  ],
)
