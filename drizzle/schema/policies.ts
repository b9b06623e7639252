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
import type { PolicyRules } from '@/lib/policies/policy-rules'
import { createdAt, id, instant } from './columns'
import { members, teams } from './teams'

/** What a team judges by. Its words and actions are in its versions; none is ever changed. */
export const policies = pgTable(
  'policies',
  {
    id: id(),
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id),
    name: text('name').notNull(),
    archivedAt: instant('archived_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    uniqueIndex('policies_name').on(t.teamId, sql`lower(${t.name})`).where(sql`${t.archivedAt} is null`),
  ],
)

/** One wording of a policy, from 1. */
export const policyVersions = pgTable(
  'policy_versions',
  {
    teamId: uuid('team_id').notNull(),
    policyId: uuid('policy_id').notNull(),
    version: integer('version').notNull(),
    /** Shown beside the case: plain text with blank lines between paragraphs and lines that begin with a dash as lists. */
    words: text('words').notNull(),
    /** Its actions, when a second pair of eyes is needed, how long a decision can be taken back (lib/policies/policy-rules.ts). */
    rules: jsonb('rules').$type<PolicyRules>().notNull(),
    createdBy: uuid('created_by').references(() => members.id),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.policyId, t.version] }),
    foreignKey({ columns: [t.teamId, t.policyId], foreignColumns: [policies.teamId, policies.id] }),
    check('policy_versions_number', sql`${t.version} >= 1`),
    index('policy_versions_created').on(t.teamId, t.createdAt),
  ],
)
