import { doublePrecision, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns'

/** How many requests may go out to a provider's key just now, over all replicas. Unlogged: a crash refills it. */
export const providerRates = pgTable('provider_rates', {
  /** SHA-256 of the API's address and key: names neither. */
  provider: text('provider').primaryKey(),
  left: doublePrecision('left').notNull(),
  filledAt: instant('filled_at').notNull(),
})

/** Which teams have asked for turns with a provider lately, and how many each got: shares are even among them. */
export const providerTurns = pgTable(
  'provider_turns',
  {
    provider: text('provider').notNull(),
    teamId: uuid('team_id').notNull(),
    left: doublePrecision('left').notNull(),
    filledAt: instant('filled_at').notNull(),
    askedAt: instant('asked_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.teamId] })],
)
