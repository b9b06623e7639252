import pino from 'pino'
import { env } from './env'

/** An error as it may be logged: where it came from and its codes. Queries that fail carry no values (lib/db/database-failure.ts). */
export function loggable(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: 'something that is no error was thrown' }
  // A builder awaited outside a transaction still throws what the driver says, values and all.
  const fromDatabase = 'query' in error || error.name === 'PostgresError'
  return {
    name: error.name,
    message: fromDatabase ? 'a query failed' : error.message,
    code: 'code' in error ? error.code : undefined,
    at: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12),
    ...(error.cause !== undefined && { cause: loggable(error.cause) }),
  }
}

/** Structured log, one JSON line per entry. Ids only: never media, filenames, URLs of media or text from cases. */
export const log = pino({ level: env().LOG_LEVEL, base: { pid: process.pid }, serializers: { err: loggable } })
