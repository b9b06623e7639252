import postgres from 'postgres'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { prepareDatabase } from '@/lib/db/prepare'
import { StartFailure } from '@/lib/db/start-failure'

export interface OpenDatabase {
  /** Connects as the app's role. */
  appUrl: string
  /** The server this process is responsible for; undefined when DATABASE_URL names another. */
  server: EmbeddedPostgres | undefined
}

/** Starts the embedded Postgres, unless `databaseUrl` names a server, and brings the database up to date. */
export async function openDatabase(
  folder: string,
  databaseUrl: string | undefined,
  secret: string,
): Promise<OpenDatabase> {
  if (databaseUrl) return { appUrl: await prepareGiven(databaseUrl, secret), server: undefined }
  const server = await startEmbeddedPostgres(folder)
  try {
    const appUrl = await prepareDatabase(server.ownerUrl, secret)
    await forgetWorkers(server.ownerUrl)
    return { appUrl, server }
  } catch (error) {
    await server.stop()
    if (error instanceof StartFailure) throw error
    throw isDiskFull(error)
      ? new StartFailure(`The disk that holds ${folder} is full. Free some space and start again.`, error)
      : new StartFailure(`The database could not be brought up to date: ${messageOf(error)}`, error)
  }
}

/** No worker of an earlier launcher lives: a killed one's last sign of life must not pass for the new one's. */
async function forgetWorkers(ownerUrl: string): Promise<void> {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  await client`delete from worker_heartbeats`
  await client.end()
}

/** Brings a database that somebody else runs up to date; answers the app's URL. Throws StartFailure. */
export async function prepareGiven(databaseUrl: string, secret: string): Promise<string> {
  return onServer(databaseUrl, () => prepareDatabase(databaseUrl, secret))
}

/** Runs something on the server in DATABASE_URL; what goes wrong there becomes a StartFailure with a sentence. */
export async function onServer<T>(databaseUrl: string, run: () => Promise<T>): Promise<T> {
  const where = describe(databaseUrl)
  try {
    return await run()
  } catch (error) {
    throw error instanceof StartFailure ? error : new StartFailure(sentenceFor(error, where), error)
  }
}

function describe(databaseUrl: string): string {
  let url: URL
  try {
    url = new URL(databaseUrl)
  } catch {
    throw new StartFailure(
      'DATABASE_URL is no address of a database. It looks like postgres://user:password@host:5432/docket; characters ' +
        'such as @ and / in the password are written %40 and %2F.',
    )
  }
  if (!/^postgres(ql)?:$/.test(url.protocol)) {
    throw new StartFailure(`DATABASE_URL must start with postgres://, not with ${url.protocol}//.`)
  }
  return `${url.hostname || 'localhost'}:${url.port || 5432}`
}

function sentenceFor(error: unknown, where: string): string {
  const code = String((error as { code?: unknown }).code ?? (error as { cause?: { code?: unknown } }).cause?.code ?? '')
  switch (code) {
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
    case 'CONNECT_TIMEOUT':
      return `No database server answers at ${where} (${code}). Start it, or correct DATABASE_URL.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `There is no machine of that name: ${where}. Correct DATABASE_URL.`
    case '28P01':
    case '28000':
      return `The database server at ${where} refused the user or password in DATABASE_URL.`
    case '3D000':
      return `The database that DATABASE_URL names does not exist at ${where}. Make it first, for example with createdb.`
    case '42501':
      return (
        `The user in DATABASE_URL may not do what Docket needs at ${where}: own the database and create roles ` +
        `(ALTER ROLE … CREATEROLE). The server said: ${messageOf(error)}`
      )
    case '53100':
      return `The disk of the database server at ${where} is full. Free some space there and start again.`
    default:
      return `The database at ${where} could not be brought up to date: ${messageOf(error)}`
  }
}

function isDiskFull(error: unknown): boolean {
  return /53100|ENOSPC|no space left/i.test(`${(error as { code?: unknown }).code} ${messageOf(error)}`)
}

function messageOf(error: unknown): string {
  const cause = (error as { cause?: unknown }).cause
  if (cause instanceof Error) return cause.message
  return error instanceof Error ? error.message : String(error)
}
