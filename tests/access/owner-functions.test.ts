import { expect, test } from 'vitest'
import { useTestDatabase } from '../support/database'

const db = useTestDatabase()

test('functions that run as the owner are the app’s alone, and look into no temporary schema first', async () => {
  const found = await db.owner<{ name: string; path: string[] | null; everyone: boolean; app: boolean }[]>`
    select p.proname as name, p.proconfig as path,
      p.proacl is null or exists (select 1 from aclexplode(p.proacl) a where a.grantee = 0) as everyone,
      has_function_privilege(${new URL(db.appUrl).username}, p.oid, 'execute') as app
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')`
  expect(found.length).toBeGreaterThanOrEqual(7)
  for (const { name, path, everyone, app } of found) {
    expect({ name, path, everyone, app }).toEqual({
      name,
      path: ['search_path=public, pg_temp'],
      everyone: false,
      app: true,
    })
  }
})
