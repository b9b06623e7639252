import { sql } from 'drizzle-orm'
import { bigint, check, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from './columns'
import { members, teams } from './teams'

/** An authenticator app's secret (TOTP, RFC 6238). It counts once a code of it was given. */
export const secondSteps = pgTable('second_steps', {
  memberId: uuid('member_id')
    .primaryKey()
    .references(() => members.id),
  /** Sealed (lib/access/seal.ts). */
  secret: text('secret').notNull(),
  /** The one that takes its place, sealed, once a code of it was given: a move to another phone. */
  nextSecret: text('next_secret'),
  confirmedAt: instant('confirmed_at'),
  /** The 30-second step of the last code that was taken: none is taken twice. */
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
  createdAt: createdAt(),
})

/** Codes for whoever has lost their authenticator app; each works once. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    memberId: uuid('member_id')
      .notNull()
      .references(() => members.id),
    /** SHA-256, hex: a code has 80 random bits. */
    codeHash: text('code_hash').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.codeHash] })],
)

/** Who somebody is at an identity provider. */
export const oidcIdentities = pgTable(
  'oidc_identities',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    memberId: uuid('member_id')
      .notNull()
      .references(() => members.id),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] }), index('oidc_identities_member').on(t.memberId)],
)

/** A link with which somebody chooses a new password, once: only its SHA-256 is kept. */
export const passwordResets = pgTable(
  'password_resets',
  {
    tokenHash: text('token_hash').primaryKey(),
    memberId: uuid('member_id')
      .notNull()
      .references(() => members.id),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [index('password_resets_member').on(t.memberId)],
)

/** An invitation into a team, by a link that works once: only its SHA-256 is kept. */
export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id),
    tokenHash: text('token_hash').notNull(),
    /** Whom it is for, lower case; null: whoever has the link. */
    email: text('email'),
    role: text('role').$type<'moderator' | 'manager' | 'admin'>().notNull(),
    /** Null: the operator. */
    invitedBy: uuid('invited_by').references(() => members.id),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    acceptedBy: uuid('accepted_by').references(() => members.id),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    uniqueIndex('invitations_token').on(t.teamId, t.tokenHash),
    // "Which invitation is this?", asked before a team is known.
    index('invitations_by_token').on(t.tokenHash),
    check('invitations_role', sql`${t.role} in ('moderator', 'manager', 'admin')`),
    check('invitations_email_lower', sql`${t.email} = lower(${t.email})`),
  ],
)
