import type { SQL } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import type { Database, Transaction } from './client'
import { withoutValues } from './database-failure'

const dialect = new PgDialect({ casing: 'snake_case' })

/**
 * Runs a statement that the server plans once for a connection and not each time; for the few that are asked all day
 * and take less time than their planning. The text must not vary without bound: each lasts as long as its connection.
 * Rows come as the driver gives them: instants are text.
 */
export async function executePrepared<Row extends object>(tx: Transaction | Database, statement: SQL): Promise<Row[]> {
  const prepared = tx._.session.prepareQuery(dialect.sqlToQuery(statement), undefined, 'prepared', false)
  try {
    return [...((await prepared.execute()) as Row[])]
  } catch (error) {
    throw withoutValues(error)
  }
}
