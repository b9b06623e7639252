import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from './columns'
import { teams } from './teams'

/** Keys of the Detect API. The key itself is shown once and never stored. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: id(),
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id),
    name: text('name').notNull(),
    /** The first characters, by which a person recognises the key. */
    prefix: text('prefix').notNull(),
    /** SHA-256, hex. Keys carry 256 random bits, so a slow hash would add nothing. */
    keyHash: text('key_hash').notNull(),
    scopes: text('scopes').array().$type<('read' | 'submit' | 'delete')[]>().notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    unique('api_keys_hash').on(t.teamId, t.keyHash),
    // "Whose key is this?", asked before a team is known. 256 random bits need no constraint to differ.
    index('api_keys_by_hash').on(t.keyHash),
    uniqueIndex('api_keys_name').on(t.teamId, t.name).where(sql`${t.revokedAt} is null`),
    check('api_keys_scopes', sql`${t.scopes} <@ array['read', 'submit', 'delete']`),
  ],
)
