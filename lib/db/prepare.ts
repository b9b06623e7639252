import crypto from 'node:crypto'
import path from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { prepareQueue } from '@/lib/jobs/prepare-queue'
import { refuseNewer } from './refuse-newer'

/** Any number that no other program on the same database server is likely to lock. */
const migrationLock = 7_270_415

/**
 * Brings a database up to date and answers the URL the app connects with: as a role that owns nothing. Several replicas
 * may call this at once. The role's password is derived from the instance's secret, so replicas agree on it.
 * Throws when `ownerUrl` cannot be reached or may not create roles, and StartFailure for the database of a newer Docket.
 */
export async function prepareDatabase(ownerUrl: string, secret: string): Promise<string> {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    await client`select pg_advisory_lock(${migrationLock})`
    await refuseNewer(client)
    await migrate(drizzle(client), { migrationsFolder: path.resolve('drizzle/migrations') })
    await prepareQueue(ownerUrl)
    const [row] = await client<{ name: string }[]>`select current_database() as name`
    const url = appUrlOf(ownerUrl, row?.name ?? 'docket', secret)
    const { username, password } = new URL(url)
    const role = decodeURIComponent(username).replaceAll('"', '""')
    await makeRole(client, role, password)
    await grantTo(client, role)
    return url
  } finally {
    await client.end()
  }
}

async function makeRole(client: postgres.Sql, role: string, password: string): Promise<void> {
  const [found] = await client<{ strong: boolean }[]>`
    select rolsuper or rolbypassrls as strong from pg_roles where rolname = ${role.replaceAll('""', '"')}`
  if (found?.strong) throw new Error(`the role ${role} exists and is not bound by row-level security; drop it first`)
  // Roles take no bind parameters; base64url holds nothing that needs quoting. Only a superuser may alter the attributes.
  await client.unsafe(
    found
      ? `ALTER ROLE "${role}" LOGIN PASSWORD '${password}'`
      : `CREATE ROLE "${role}" LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '${password}'`,
  )
}

/** Tables of the trail that only grow; triggers say the same to everybody (drizzle/migrations). */
const appendOnly = ['audit_events', 'sealed_events', 'trail_tiles', 'trail_checkpoints']

/** What the app may do: rows in tables, but the trail only grows. */
async function grantTo(client: postgres.Sql, role: string): Promise<void> {
  await client.unsafe(`
    GRANT USAGE ON SCHEMA public, pgboss TO "${role}";
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, pgboss TO "${role}";
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public, pgboss TO "${role}";
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public, pgboss TO "${role}";
    REVOKE UPDATE, DELETE, TRUNCATE ON ${appendOnly.join(', ')} FROM "${role}";
  `)
}

/** The URL of the app's role in the database `name` on the owner's server, as prepareDatabase makes it. */
export function appUrlOf(ownerUrl: string, name: string, secret: string): string {
  const url = new URL(ownerUrl)
  url.username = `${name}_app`
  url.password = crypto.createHmac('sha256', secret).update(`database role ${name}_app`).digest('base64url')
  return url.toString()
}
