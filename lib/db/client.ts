import { sql } from 'drizzle-orm'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { env } from '@/lib/env'
import { withoutValues } from './database-failure'

export type Database = PostgresJsDatabase & { $client: postgres.Sql }
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** Opens a pool. `onnotice` is silenced: a notice can repeat values that must not reach a log. */
export function connect(url: string, maxConnections = 10): Database {
  const client = postgres(url, { max: maxConnections, onnotice: () => {}, idle_timeout: 60, connect_timeout: 10 })
  return tellWithoutValues(drizzle(client, { casing: 'snake_case' }))
}

/** Makes every failure of this database a DatabaseFailure, which repeats nothing that was entered. */
function tellWithoutValues(db: Database): Database {
  const transaction = db.transaction.bind(db)
  const execute = db.execute.bind(db)
  const told = (error: unknown) => {
    throw withoutValues(error)
  }
  db.transaction = (run, config) => transaction(run, config).catch(told)
  db.execute = ((query: Parameters<typeof execute>[0]) => execute(query).catch(told)) as typeof db.execute
  return db
}

// Kept on globalThis: Next loads a module once per bundle, and each would open a pool of its own.
const shared = globalThis as typeof globalThis & { docketDatabase?: Database }

/** This process's pool, as the app's role: not the owner, no BYPASSRLS (lib/db/prepare.ts makes that role). */
export function database(): Database {
  shared.docketDatabase ??= connect(appUrl())
  return shared.docketDatabase
}

/** Where the app connects to. Throws when no launcher has said so. */
export function appUrl(): string {
  const url = env().DATABASE_APP_URL
  if (!url) throw new Error('DATABASE_APP_URL is not set: start Docket with `npm start`, which sets it.')
  return url
}

/** Replaces the pool; for tests, which bring a database of their own. */
export function replaceDatabase(db: Database): void {
  shared.docketDatabase = db
}

/** Closes the pool, if one was opened. */
export async function closeDatabase(): Promise<void> {
  await shared.docketDatabase?.$client.end({ timeout: 5 })
  delete shared.docketDatabase
}

/** Runs `run` in a transaction that sees one team's rows and no other's. Row-level security reads `app.team_id`. */
export async function withTeam<T>(teamId: string, run: (tx: Transaction) => Promise<T>): Promise<T> {
  return database().transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.team_id', ${teamId}, true)`)
    return run(tx)
  })
}
