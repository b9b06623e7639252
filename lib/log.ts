import pino from 'pino'
import { env } from './env'
import { logContext } from './log-context'

/** An error as it may be logged: where it came from and its codes. Queries that fail carry no values (lib/db/database-failure.ts). */
export function loggable(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: 'something that is no error was thrown' }
  // A builder awaited outside a transaction still throws what the driver says, values and all.
  const fromDatabase = 'query' in error || error.name === 'PostgresError'
  const message = fromDatabase
    ? 'a query failed'
    : fromNetwork(error)
      ? 'a connection failed'
      : withoutNames(error.message)
  return {
    name: error.name,
    message,
    code: 'code' in error ? error.code : undefined,
    at: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12),
    ...(error.cause !== undefined && { cause: loggable(error.cause) }),
  }
}

/** Refusals quote filenames and words of others between these marks, which may stand in what is quoted too. */
function withoutNames(message: string): string {
  return message.replace(/“.*”/gs, '“…”')
}

/** What the network says of a failure names the host: of media, or of somebody's receiver. Its code and name have to do. */
function fromNetwork(error: Error): boolean {
  const { code, syscall } = error as NodeJS.ErrnoException
  return (
    /^(getaddrinfo|query[A-Z]\w*|connect)$/.test(syscall ?? '') ||
    /^(E(CONN|HOST|NET|PIPE|TIMEDOUT|AI_|NOTFOUND)|UND_ERR|ERR_(TLS|SSL|INVALID_URL)|CERT_|HPE_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)/.test(
      code ?? '',
    )
  )
}

/** Structured log, one JSON line per entry. Ids only: never media, filenames, URLs of media or text from cases. */
export const log = pino({
  level: env().LOG_LEVEL,
  base: { pid: process.pid },
  // Which request or job the line belongs to.
  mixin: () => ({ ...logContext().getStore() }),
  serializers: { err: loggable },
})
