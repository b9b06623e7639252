import pino from 'pino'
import { env } from './env'

/**
 * An error as it may be logged: a failed query's text and parameters, and Postgres' detail, repeat what people entered, so
 * of those only codes and names of constraints are kept.
 */
export function loggable(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: 'something that is no error was thrown' }
  const known = error as Error & { code?: unknown; constraint_name?: unknown; table_name?: unknown }
  const fromDatabase = 'query' in error || error.name === 'PostgresError'
  return {
    name: error.name,
    message: fromDatabase ? 'a query failed' : error.message,
    code: known.code,
    constraint: known.constraint_name,
    table: known.table_name,
    at: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12),
    ...(error.cause !== undefined && { cause: loggable(error.cause) }),
  }
}

/** Structured log, one JSON line per entry. Ids only: never media, filenames, URLs of media or text from cases. */
export const log = pino({ level: env().LOG_LEVEL, base: { pid: process.pid }, serializers: { err: loggable } })
