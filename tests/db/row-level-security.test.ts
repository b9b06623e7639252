import crypto from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '../support/database'

const db = useTestDatabase()
const ours = crypto.randomUUID()
const theirs = crypto.randomUUID()
let app: postgres.Sql

beforeAll(async () => {
  app = postgres(db.appUrl, { max: 1 })
  await db.owner`insert into teams (id, name) values (${ours}, 'Ours'), (${theirs}, 'Theirs')`
  for (const team of [ours, theirs]) {
    await db.owner`insert into cases (team_id, number, state, title, source, submitted_by_kind)
      values (${team}, 1, 'waiting', 'a.png', 'upload', 'operator')`
    await db.owner`insert into audit_events (team_id, type, actor_kind, channel, facts)
      values (${team}, 'team.created', 'operator', 'cli', '{}')`
    const [person] = await db.owner`insert into members (email, name, password_hash)
      values (${`${team}@example.test`}, 'A person', 'x') returning id`
    await db.owner`insert into memberships (team_id, member_id, role) values (${team}, ${person?.id}, 'admin')`
    await db.owner`insert into api_keys (team_id, name, prefix, key_hash, scopes)
      values (${team}, 'key', 'docket_', ${team}, array['read'])`
  }
})
afterAll(() => app.end())

test('every table with team_id has row-level security enabled and forced', async () => {
  const open = await db.owner`
    select c.relname from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'team_id' and not a.attisdropped
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    where c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`
  expect(open).toEqual([])
  const [counted] = await db.owner`select count(*)::int as n from pg_class where relforcerowsecurity`
  expect(counted?.n).toBeGreaterThanOrEqual(11)
})

test('every unique index of a table with team_id holds team_id, so that nothing clashes or is looked up across teams', async () => {
  const across = await db.owner`
    select i.indexrelid::regclass::text as index from pg_index i
    join pg_class c on c.oid = i.indrelid
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'team_id' and not a.attisdropped
    where i.indisunique and not (a.attnum = any (i.indkey))`
  expect(across).toEqual([])
})

test('the app role owns nothing and cannot bypass policies', async () => {
  const [role] = await app`select rolsuper, rolbypassrls from pg_roles where rolname = current_user`
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false })
  expect(
    await app`select 1 from pg_class where relowner = (select oid from pg_roles where rolname = current_user)`,
  ).toEqual([])
})

test('without a team the app role sees no rows of any team', async () => {
  const tables = await db.owner<{ relname: string }[]>`
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relforcerowsecurity`
  let rows = 0
  for (const { relname } of tables) {
    expect(await app.unsafe(`select * from ${relname}`), relname).toEqual([])
    const [counted] = await db.owner.unsafe(`select count(*)::int as n from ${relname}`)
    rows += counted?.n
  }
  // What is hidden is there: a team's rows of at least six tables.
  expect(rows).toBeGreaterThanOrEqual(12)
})

test('with a team set it sees that team alone and cannot write for another', async () => {
  await app.begin(async (tx) => {
    await tx`select set_config('app.team_id', ${ours}, true)`
    expect(await tx`select team_id from cases`).toEqual([{ team_id: ours }])
    expect((await tx`update cases set title = 'x' where team_id = ${theirs}`).count).toBe(0)
    expect((await tx`update cases set title = 'x'`).count).toBe(1)
    expect((await tx`delete from cases where team_id = ${theirs}`).count).toBe(0)
  })
  const foreign = app.begin(async (tx) => {
    await tx`select set_config('app.team_id', ${ours}, true)`
    await tx`insert into cases (team_id, number, state, title, source, submitted_by_kind)
      values (${theirs}, 2, 'waiting', 'b.png', 'upload', 'operator')`
  })
  await expect(foreign).rejects.toThrow(/row-level security/)
})

test('the trail cannot be changed by the app role, nor by its owner', async () => {
  for (const statement of ["update audit_events set type = 'x'", 'delete from audit_events', 'truncate audit_events']) {
    await expect(app.unsafe(statement), statement).rejects.toThrow(/permission denied/)
    await expect(db.owner.unsafe(statement), statement).rejects.toThrow(/append-only/)
  }
})
