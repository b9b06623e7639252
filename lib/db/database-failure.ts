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

  /** Whether the database could not be reached, or sent us away: the same query may pass in a few seconds. */
  get unreachable(): boolean {
    return this.code !== undefined && (lost.has(this.code) || /^(08|57P0|53300)/.test(this.code))
  }
}

/** How Node and postgres.js name a connection that was not made or was lost. */
const lost = new Set([
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])

/**
 * What an error of the database may be told as. The text of a failed query repeats what people entered, and whoever
 * catches it (Next, for one) prints it. Any other error comes back as it is.
 */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  // postgres.js adds `query` and `parameters` to what its socket says, drizzle `query` and `params`.
  const carriesValues = ('query' in error && ('params' in error || 'parameters' in error)) || fromPostgres(error)
  if (!carriesValues) return error
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return new DatabaseFailure(error.cause instanceof Error ? error.cause : error, at)
}

/** The server's own words, or the driver's of a connection that was not made or was lost. */
function fromPostgres(error: Error): boolean {
  return error.name === 'PostgresError' || ('code' in error && /^CONNECT(ION)?_/.test(String(error.code)))
}
