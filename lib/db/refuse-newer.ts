import type postgres from 'postgres'
import { compareSchema } from './schema-version'
import { StartFailure } from './start-failure'

/**
 * Throws StartFailure for a database that a newer Docket has brought up to date: this one does not know what its columns
 * mean now, and would write past them. A process of this version that runs already goes on meanwhile (docs/running.md).
 */
export async function refuseNewer(client: postgres.Sql): Promise<void> {
  const [table] = await client<{ there: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as there`
  if (!table?.there) return
  const [row] = await client<{ at: string | null }[]>`select max(created_at) as at from drizzle.__drizzle_migrations`
  const at = row?.at ?? null
  if (at === null || compareSchema(Number(at)) !== 'newer') return
  throw new StartFailure(
    'A newer Docket has brought this database up to date, and this one does not know it: nothing was changed. Start the newer ' +
      'version again; to go back, restore the backup from before the upgrade (docs/running.md, “Roll back”).',
  )
}
