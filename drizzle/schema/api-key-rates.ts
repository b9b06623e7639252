import { doublePrecision, foreignKey, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { apiKeys } from './api-keys'
import { instant } from './columns'

/** How many requests each key may make just now: a bucket that all replicas draw from. Unlogged: a crash refills it. */
export const apiKeyRates = pgTable(
  'api_key_rates',
  {
    teamId: uuid('team_id').notNull(),
    keyId: uuid('key_id').notNull(),
    left: doublePrecision('left').notNull(),
    filledAt: instant('filled_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.keyId] }),
    foreignKey({ columns: [t.teamId, t.keyId], foreignColumns: [apiKeys.teamId, apiKeys.id] }),
  ],
)
