import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  customType,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { cases } from './cases'
import { createdAt, id, instant } from './columns'
import { members, teams } from './teams'

/** A PDQ hash; as text 256 noughts and ones, so that Postgres counts what differs (`bit_count(a # b)`). */
const pdqBits = customType<{ data: string; driverData: string }>({ dataType: () => 'bit(256)' })

/**
 * By what the media of a case is known again: of its latest analysis here. None of a case that keeps nothing; they go with the media.
 * Whether it counts as known is what its decision says when somebody asks (lib/known/known-cases.ts).
 */
export const mediaFingerprints = pgTable(
  'media_fingerprints',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    caseId: uuid('case_id').notNull(),
    kind: text('kind').$type<'pdq' | 'chromaprint'>().notNull(),
    pdq: pdqBits('pdq'),
    /** 0-100 (lib/engine/match/pdq.ts). */
    quality: smallint('quality'),
    /** Of a video: where the frame stands. Of sound: where what was listened to begins; null: at its beginning. */
    second: doublePrecision('second'),
    /** Of what is left when the sides are cut off as copies are; such hashes are not compared with one another. */
    cut: boolean('cut').notNull().default(false),
    /** Chromaprint values, as signed numbers. */
    sound: integer('sound').array(),
    /** Length of the sound that was listened to. */
    seconds: doublePrecision('seconds'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.caseId], foreignColumns: [cases.teamId, cases.id] }),
    index('media_fingerprints_case').on(t.teamId, t.caseId),
    check(
      'media_fingerprints_kind',
      sql`(${t.kind} = 'pdq' and ${t.pdq} is not null and ${t.quality} between 0 and 100 and ${t.sound} is null)
        or (${t.kind} = 'chromaprint' and ${t.sound} is not null and ${t.seconds} is not null and ${t.pdq} is null)`,
    ),
  ],
)

/** A list of known media that somebody brought. */
export const knownLists = pgTable(
  'known_lists',
  {
    id: id(),
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id),
    name: text('name').notNull(),
    /** Where it is from, and what it may be used for, as who brought it says. */
    source: text('source').notNull().default(''),
    licence: text('licence').notNull().default(''),
    importedBy: uuid('imported_by')
      .notNull()
      .references(() => members.id),
    createdAt: createdAt(),
    removedAt: instant('removed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    uniqueIndex('known_lists_name').on(t.teamId, sql`lower(${t.name})`).where(sql`${t.removedAt} is null`),
  ],
)

/** An entry of such a list: a hash, and what is said of the media that has it. */
export const knownMedia = pgTable(
  'known_media',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    listId: uuid('list_id').notNull(),
    kind: text('kind').$type<'pdq' | 'sha256' | 'chromaprint'>().notNull(),
    /** 64 hex digits; of sound its fingerprint as fpcalc prints it, some thousand characters (lib/engine/sound/packed-fingerprint.ts). */
    hash: text('hash').notNull(),
    pdq: pdqBits('pdq'),
    /** Length of the sound that its fingerprint is of. */
    seconds: doublePrecision('seconds'),
    what: text('what').$type<'fake' | 'synthetic' | 'manipulated' | 'authentic' | 'noted'>().notNull(),
    label: text('label').notNull().default(''),
    description: text('description').notNull().default(''),
    state: text('state').$type<'active' | 'confirmed' | 'refuted'>().notNull().default('active'),
    /** Why it was refuted. */
    reason: text('reason').notNull().default(''),
    /** From then on it matches nothing. */
    expiresAt: instant('expires_at'),
    changedBy: uuid('changed_by').references(() => members.id),
    changedAt: instant('changed_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.listId], foreignColumns: [knownLists.teamId, knownLists.id] }),
    // Of its digest: an index holds no more than 2,704 bytes of a row.
    uniqueIndex('known_media_once').on(t.teamId, t.listId, t.kind, sql`sha256(${t.hash}::bytea)`),
    // The same bytes.
    index('known_media_hash').on(t.teamId, t.hash).where(sql`${t.kind} = 'sha256'`),
    // Sound that is compared, some entries at a time.
    index('known_media_sound').on(t.teamId, t.id).where(sql`${t.kind} = 'chromaprint'`),
    check(
      'known_media_kind',
      sql`(${t.kind} = 'pdq') = (${t.pdq} is not null) and (${t.kind} = 'chromaprint') = (${t.seconds} is not null)
        and ${t.kind} in ('pdq', 'sha256', 'chromaprint')`,
    ),
    check('known_media_what', sql`${t.what} in ('fake', 'synthetic', 'manipulated', 'authentic', 'noted')`),
    check('known_media_state', sql`${t.state} in ('active', 'confirmed', 'refuted')`),
  ],
)

/** What somebody made of a match of a case with known media: the same, or not. The latest word alone. */
export const knownJudgements = pgTable(
  'known_judgements',
  {
    teamId: uuid('team_id').notNull(),
    caseId: uuid('case_id').notNull(),
    /** The other case, or the entry of a list. */
    knownId: uuid('known_id').notNull(),
    judgement: text('judgement').$type<'same' | 'different'>().notNull(),
    /** Why not; sealed nowhere, so never under zero retention. */
    reason: text('reason').notNull().default(''),
    judgedBy: uuid('judged_by')
      .notNull()
      .references(() => members.id),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.caseId, t.knownId] }),
    foreignKey({ columns: [t.teamId, t.caseId], foreignColumns: [cases.teamId, cases.id] }),
    index('known_judgements_known').on(t.teamId, t.knownId),
    check('known_judgements_judgement', sql`${t.judgement} in ('same', 'different')`),
  ],
)

/** What a team has set for known media. No row: the default. */
export const knownSettings = pgTable(
  'known_settings',
  {
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id),
    /** Match new media with what the team decided before. */
    matchCases: boolean('match_cases').notNull().default(true),
  },
  (t) => [primaryKey({ columns: [t.teamId] })],
)
