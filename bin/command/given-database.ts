import postgres from 'postgres'
import { appUrlOf } from '@/lib/db/prepare'
import { StartFailure } from '@/lib/db/start-failure'
import { onServer, prepareGiven } from '../launcher/open-database'

/**
 * The app's URL on the server in DATABASE_URL, for a command. The database is prepared only where no Docket has been:
 * preparing sets the password of the app's role from the secret, and another secret than the running Docket's would lock
 * that one out. Throws StartFailure.
 */
export async function appUrlOfGiven(ownerUrl: string, secret: string): Promise<string> {
  const { name, role } = await onServer(ownerUrl, () => lookAround(ownerUrl))
  if (!role) return prepareGiven(ownerUrl, secret)
  const appUrl = appUrlOf(ownerUrl, name, secret)
  const state = await onServer(ownerUrl, () => tryAsApp(appUrl))
  // The role belongs to the server and may outlive a database: this one is empty, and the secret is right.
  if (state === 'unprepared') return prepareGiven(ownerUrl, secret)
  if (state === 'ready') return appUrl
  throw new StartFailure(
    `The database “${name}” is another Docket’s, as far as the secret tells: AUTH_SECRET, or the secret kept in DATA_DIR, ` +
      'differs from the one that Docket was started with. Run the command with the same settings. Nothing was changed.',
  )
}

async function lookAround(ownerUrl: string): Promise<{ name: string; role: boolean }> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    const [row] = await sql<{ name: string; role: boolean }[]>`
      select current_database() as name,
        exists (select 1 from pg_roles where rolname = current_database() || '_app') as role`
    if (!row) throw new Error('the server did not answer')
    return row
  } finally {
    await sql.end()
  }
}

async function tryAsApp(appUrl: string): Promise<'ready' | 'unprepared' | 'refused'> {
  const sql = postgres(appUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    await sql`select any_team()`
    return 'ready'
  } catch (error) {
    switch ((error as { code?: unknown }).code) {
      case '28P01':
        return 'refused'
      // No such function, or no right to it yet.
      case '42883':
      case '42501':
        return 'unprepared'
      default:
        throw error
    }
  } finally {
    await sql.end()
  }
}
