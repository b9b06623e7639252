import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  doublePrecision,
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
import type { Finding } from '@/lib/audit/events'
import type { EvidenceRegion } from '@/lib/engine/evidence'
import { cases, decisions } from './cases'
import { createdAt, id, instant } from './columns'
import { members, teams } from './teams'

/** A place in the media that somebody pinned as grounds for a finding. */
export const exhibits = pgTable(
  'exhibits',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    caseId: uuid('case_id').notNull(),
    detectionId: uuid('detection_id'),
    /** A letter per case: A, B … as decisions cite them. */
    label: text('label').notNull(),
    track: text('track').$type<'picture' | 'sound' | 'file'>().notNull(),
    /** Seconds; null for stills and whole files. */
    startSeconds: doublePrecision('start_seconds'),
    endSeconds: doublePrecision('end_seconds'),
    region: jsonb('region').$type<EvidenceRegion>(),
    /** The evidence it rests on, if any. */
    evidenceId: uuid('evidence_id'),
    /** Sealed in case_secrets under zero retention; then empty here. */
    note: text('note').notNull().default(''),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => members.id),
    createdAt: createdAt(),
    removedAt: instant('removed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.caseId], foreignColumns: [cases.teamId, cases.id] }),
    uniqueIndex('exhibits_label').on(t.teamId, t.caseId, t.label),
    check('exhibits_track', sql`${t.track} in ('picture', 'sound', 'file')`),
    check('exhibits_span', sql`${t.startSeconds} is null or ${t.endSeconds} >= ${t.startSeconds}`),
  ],
)

/** What colleagues say to each other on a case. */
export const notes = pgTable(
  'notes',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    caseId: uuid('case_id').notNull(),
    /** Sealed in case_secrets under zero retention; then empty here. */
    body: text('body').notNull(),
    mentions: uuid('mentions').array().notNull().default(sql`'{}'`),
    writtenBy: uuid('written_by')
      .notNull()
      .references(() => members.id),
    createdAt: createdAt(),
    removedAt: instant('removed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.caseId], foreignColumns: [cases.teamId, cases.id] }),
    index('notes_case').on(t.teamId, t.caseId, t.createdAt),
    index('notes_mentions').using('gin', t.mentions),
  ],
)

/** Who has been told that they were named in a note. */
export const mentionReads = pgTable(
  'mention_reads',
  {
    teamId: uuid('team_id').notNull(),
    memberId: uuid('member_id').notNull(),
    noteId: uuid('note_id').notNull(),
    readAt: instant('read_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.memberId, t.noteId] })],
)

/** A second look at a decision: asked for by a person or by the policy, given by somebody else. Also an appeal. */
export const reviews = pgTable(
  'reviews',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    caseId: uuid('case_id').notNull(),
    decisionId: uuid('decision_id').notNull(),
    kind: text('kind').$type<'second_review' | 'appeal'>().notNull(),
    /** `policy`: four eyes are its rule. */
    askedByKind: text('asked_by_kind').$type<'member' | 'policy' | 'api-key'>().notNull(),
    askedById: uuid('asked_by_id'),
    reason: text('reason').notNull().default(''),
    status: text('status').$type<'open' | 'upheld' | 'overruled' | 'withdrawn'>().notNull().default('open'),
    reviewer: uuid('reviewer').references(() => members.id),
    /** The decision that came of it, where it was overruled. */
    newDecisionId: uuid('new_decision_id'),
    answeredAt: instant('answered_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.caseId], foreignColumns: [cases.teamId, cases.id] }),
    foreignKey({ columns: [t.teamId, t.decisionId], foreignColumns: [decisions.teamId, decisions.id] }),
    uniqueIndex('reviews_open').on(t.teamId, t.caseId).where(sql`${t.status} = 'open'`),
    index('reviews_case').on(t.teamId, t.caseId),
    check('reviews_kind', sql`${t.kind} in ('second_review', 'appeal')`),
    check('reviews_status', sql`${t.status} in ('open', 'upheld', 'overruled', 'withdrawn')`),
    check('reviews_answered', sql`(${t.status} in ('upheld', 'overruled')) = (${t.reviewer} is not null)`),
  ],
)

/** What somebody thought before they saw the score (judge-first mode). */
export const impressions = pgTable(
  'impressions',
  {
    teamId: uuid('team_id').notNull(),
    caseId: uuid('case_id').notNull(),
    memberId: uuid('member_id')
      .notNull()
      .references(() => members.id),
    finding: text('finding').$type<Finding>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.caseId, t.memberId] }),
    foreignKey({ columns: [t.teamId, t.caseId], foreignColumns: [cases.teamId, cases.id] }),
  ],
)

/** What somebody made of an address where the picture was found. */
export const sourceTriage = pgTable(
  'source_triage',
  {
    teamId: uuid('team_id').notNull(),
    caseId: uuid('case_id').notNull(),
    /** SHA-256 of the address, hex: the address itself stands in the evidence. */
    addressHash: text('address_hash').notNull(),
    judgement: text('judgement').$type<'same' | 'derived' | 'unrelated' | 'original'>().notNull(),
    judgedBy: uuid('judged_by')
      .notNull()
      .references(() => members.id),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.caseId, t.addressHash] }),
    foreignKey({ columns: [t.teamId, t.caseId], foreignColumns: [cases.teamId, cases.id] }),
    check('source_triage_judgement', sql`${t.judgement} in ('same', 'derived', 'unrelated', 'original')`),
  ],
)

/** What a team has set for everybody's well-being, and how it works. No row: the defaults of these columns. */
export const deskSettings = pgTable(
  'desk_settings',
  {
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id),
    blur: boolean('blur').notNull().default(false),
    grey: boolean('grey').notNull().default(false),
    mute: boolean('mute').notNull().default(false),
    judgeFirst: boolean('judge_first').notNull().default(false),
    /** Minutes of exposure a day after which no next case is offered; null: no limit. */
    dailyBudget: integer('daily_budget'),
    /** Minutes of work after which a break is proposed; null: never. */
    breakAfter: integer('break_after'),
    /** Seconds a claim lasts without a sign of life. */
    claimSeconds: integer('claim_seconds').notNull().default(300),
    /** Seconds in which a decision can be taken back, and before which nothing leaves the house. */
    graceSeconds: integer('grace_seconds').notNull().default(60),
    policyId: uuid('policy_id'),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.teamId] }),
    check('desk_settings_claim', sql`${t.claimSeconds} between 30 and 3600`),
    check('desk_settings_grace', sql`${t.graceSeconds} between 0 and 3600`),
  ],
)

/** A person's own choice over their team's; null: as the team has it. */
export const memberPreferences = pgTable(
  'member_preferences',
  {
    teamId: uuid('team_id').notNull(),
    memberId: uuid('member_id')
      .notNull()
      .references(() => members.id),
    blur: boolean('blur'),
    grey: boolean('grey'),
    mute: boolean('mute'),
    judgeFirst: boolean('judge_first'),
    dailyBudget: integer('daily_budget'),
    breakAfter: integer('break_after'),
    /** The queues they work in, shown to them first; none: no difference is made. */
    ownQueues: uuid('own_queues').array().notNull().default(sql`'{}'`),
    /** Own keys: action to key (lib/keys or components/keys say which actions there are). */
    keys: jsonb('keys').$type<Record<string, string>>().notNull().default({}),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.memberId] })],
)

/** Seconds in which media was open before somebody's eyes, by day (UTC). Theirs to see; managers see sums. */
export const exposures = pgTable(
  'exposures',
  {
    teamId: uuid('team_id').notNull(),
    memberId: uuid('member_id')
      .notNull()
      .references(() => members.id),
    day: date('day').notNull(),
    seconds: integer('seconds').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.memberId, t.day] })],
)
