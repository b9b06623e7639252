/** A query that failed, told without the values it carried: codes and names of constraints only. */
export class DatabaseFailure extends Error {
  /** SQLSTATE, or postgres.js' word for a lost connection. */
  readonly code: string | undefined
  readonly constraint: string | undefined
  readonly table: string | undefined

  constructor(known: Error & { code?: string; constraint_name?: string; table_name?: string }, at: string[]) {
    super(`a query failed (${[known.code, known.constraint_name].filter(Boolean).join(', ') || 'no code'})`)
    this.name = 'DatabaseFailure'
    this.code = known.code
    this.constraint = known.constraint_name
    this.table = known.table_name
    this.stack = [`${this.name}: ${this.message}`, ...at].join('\n')
  }
}

/**
 * What an error of the database may be told as. The text of a failed query repeats what people entered, and whoever
 * catches it (Next, for one) prints it. Any other error comes back as it is.
 */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const carriesValues = ('query' in error && 'params' in error) || error.name === 'PostgresError'
  if (!carriesValues) return error
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return new DatabaseFailure(error.cause instanceof Error ? error.cause : error, at)
}
