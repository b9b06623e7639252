import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { SubmitDefaults } from '@/lib/teams/team-rules'
import { createdAt, id, instant } from './columns'

/** A tenant. Everything a team owns carries its id. */
export const teams = pgTable(
  'teams',
  {
    id: id().primaryKey(),
    name: text('name').notNull(),
    /** The number the team's next case gets. */
    nextCaseNumber: integer('next_case_number').notNull().default(1),
    /** What callbacks are signed with, sealed (lib/access/seal.ts); null until the first is sent. */
    callbackSecret: text('callback_secret'),
    /** Whether everybody who signs in with a password needs a second step. */
    requireSecondStep: boolean('require_second_step').notNull().default(false),
    /** What the portal's Submit page begins with. */
    submitDefaults: jsonb('submit_defaults').$type<SubmitDefaults>().notNull().default({}),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('teams_name_key').on(sql`lower(${t.name})`)],
)

/** A person. What they may do is in their memberships, never here. */
export const members = pgTable(
  'members',
  {
    id: id().primaryKey(),
    /** Lower case, as compared at sign-in. */
    email: text('email').notNull().unique(),
    name: text('name').notNull(),
    /** argon2id, encoded; null for whoever signs in elsewhere only (OIDC). */
    passwordHash: text('password_hash'),
    /** The team they worked in last: where the next sign-in leads. */
    lastTeamId: uuid('last_team_id').references(() => teams.id),
    deactivatedAt: instant('deactivated_at'),
    createdAt: createdAt(),
  },
  (t) => [check('members_email_lower', sql`${t.email} = lower(${t.email})`)],
)

/** A person's role in a team. */
export const memberships = pgTable(
  'memberships',
  {
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id),
    memberId: uuid('member_id')
      .notNull()
      .references(() => members.id),
    role: text('role').$type<'moderator' | 'manager' | 'admin'>().notNull(),
    /** `directory`: an identity provider says so at each sign-in, and takes it away. */
    source: text('source').$type<'here' | 'directory'>().notNull().default('here'),
    /** Shut out for now; their work stays theirs. */
    deactivatedAt: instant('deactivated_at'),
    /** Gone. The row stays, for what they did keeps their name. */
    removedAt: instant('removed_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.memberId] }),
    // "Which teams is this person in?", asked at sign-in.
    index('memberships_member').on(t.memberId),
    check('memberships_role', sql`${t.role} in ('moderator', 'manager', 'admin')`),
    check('memberships_source', sql`${t.source} in ('here', 'directory')`),
  ],
)

/** One browser's sign-in. The cookie only names it; whether it still holds is asked on every request. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid('id').notNull(),
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id),
    memberId: uuid('member_id')
      .notNull()
      .references(() => members.id),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    /** How they signed in. */
    by: text('by').$type<'password' | 'oidc'>().notNull().default('password'),
    /** When they last proved who they are: at sign-in, and before sensitive acts (lib/access/permissions.ts). */
    provedAt: instant('proved_at').notNull().default(sql`now()`),
    lastSeenAt: instant('last_seen_at').notNull().default(sql`now()`),
    /** For the person to tell their sessions apart: "Firefox on Linux", and where it came from. */
    browser: text('browser').notNull().default(''),
    address: text('address').notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    // "Whose session is this?", asked before a team is known.
    index('sessions_by_id').on(t.id),
    index('sessions_member').on(t.memberId),
  ],
)

/** The one-time link of a first start: only its SHA-256 is kept. */
export const setupLinks = pgTable('setup_links', {
  tokenHash: text('token_hash').primaryKey(),
  createdAt: createdAt(),
  usedAt: instant('used_at'),
})

/** Sign-ins that failed or are being checked: one row for the account and address, one for the account alone. */
export const signInFailures = pgTable(
  'sign_in_failures',
  {
    id: id().primaryKey(),
    /** SHA-256 of the lower-cased e-mail, with or without the address: tells attempts apart, names nobody. */
    subjectHash: text('subject_hash').notNull(),
    at: createdAt(),
  },
  (t) => [index('sign_in_failures_subject').on(t.subjectHash, t.at)],
)

/** Where people have signed in from: a lock on a whole account does not reach these, so nobody can lock a team out. */
export const signInAddresses = pgTable(
  'sign_in_addresses',
  {
    /** SHA-256 of the lower-cased e-mail and the address. */
    subjectHash: text('subject_hash').primaryKey(),
    lastAt: instant('last_at').notNull(),
  },
  (t) => [index('sign_in_addresses_last').on(t.lastAt)],
)
