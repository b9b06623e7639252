import { sql } from 'drizzle-orm'
import { check, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns'
import { teams } from './teams'

/**
 * Which detector a team's cases are analysed by, and how the Detect API it is connected to is doing. A team without a row
 * uses this instance's connection (DETECT_API_URL) where there is one, else the built-in engine.
 */
export const detectorConnections = pgTable(
  'detector_connections',
  {
    teamId: uuid('team_id')
      .primaryKey()
      .references(() => teams.id),
    /** The API's base URL, such as https://app.resemble.ai/api/v2; null: this instance's own connection. */
    url: text('url'),
    /** Sealed (lib/access/seal.ts); set exactly where `url` is. */
    keySealed: text('key_sealed'),
    /** `remote_then_builtin`: the built-in engine gives a second opinion on each case; and the other way round. */
    use: text('use').$type<'builtin' | 'remote' | 'remote_then_builtin' | 'builtin_then_remote'>().notNull(),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
    lastSuccessAt: instant('last_success_at'),
    lastErrorAt: instant('last_error_at'),
    /** For an admin: what went wrong last, and what to do. */
    lastError: text('last_error'),
    lastCallbackAt: instant('last_callback_at'),
    /** From the end of a remote detection, as it says itself, to its callback here. Milliseconds. */
    lastCallbackLag: integer('last_callback_lag'),
  },
  (t) => [
    check('detector_connections_key', sql`(${t.url} is null) = (${t.keySealed} is null)`),
    check(
      'detector_connections_use',
      sql`${t.use} in ('builtin', 'remote', 'remote_then_builtin', 'builtin_then_remote')`,
    ),
  ],
)
