import crypto from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '../support/database'

/*
 * Direct SQL as the app's role, at every table there is: no command, no query and no filter of ours between. A table that comes
 * tomorrow is tried too, whatever it holds.
 */

/** Tables that are nobody's in particular, with why no team has to be kept from them. */
const ofNoTeam: Record<string, string> = {
  oidc_identities: 'whom a provider means is asked before a team is known; by person',
  password_resets: 'what a link is worth is asked before a team is known; digests, by person',
  provider_rates: 'how often this server asked a provider',
  recovery_codes: 'asked at sign-in, before a team is known; digests, by person',
  second_steps: 'asked at sign-in, before a team is known; sealed, by person',
  setup_links: 'there is no team yet; digests',
  sign_in_addresses: 'counted before a team is known; digests',
  sign_in_failures: 'counted before a team is known; digests',
  worker_heartbeats: 'workers serve every team',
}

const samples: Record<string, string> = {
  ...{ uuid: 'gen_random_uuid()', text: `'x'`, bytea: `'\\x00'`, jsonb: `'{}'`, boolean: 'false', date: 'now()' },
  ...{ smallint: '1', integer: '1', bigint: '1', 'double precision': '1', 'text[]': `'{}'`, 'uuid[]': `'{}'` },
  'timestamp(3) with time zone': 'now()',
}

const db = useTestDatabase()
const [ours, theirs] = [crypto.randomUUID(), crypto.randomUUID()]
let app: postgres.Sql
let tables: string[]
/** By table: the statement that puts a row of a team into it. */
const putting = new Map<string, (team: string) => string>()

beforeAll(async () => {
  app = postgres(db.appUrl, { max: 1 })
  const ofTeams = await db.owner<{ name: string }[]>`
    select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'team_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1`
  tables = ofTeams.map(({ name }) => name)
  await db.owner`insert into teams (id, name) values (${ours}, 'Ours'), (${theirs}, 'Theirs')`
  for (const table of tables) await putRows(table)
})
afterAll(() => app.end())

/** One row for each team, whatever the table asks of its rows: only whose they are matters here. */
async function putRows(table: string): Promise<void> {
  const columns = await db.owner<{ name: string; type: string }[]>`
    select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attnotnull and not atthasdef
      and attidentity = '' and attname <> 'team_id'`
  const checks = await db.owner<{ name: string }[]>`
    select conname as name from pg_constraint where conrelid = ${table}::regclass and contype = 'c'`
  const names = ['team_id', ...columns.map(({ name }) => `"${name}"`)].join(', ')
  const values = columns.map(({ name, type }) => samples[type] ?? `no sample of ${type} for ${table}.${name}`)
  const put = (team: string) => `insert into ${table} (${names}) values (${[`'${team}'`, ...values].join(', ')})`
  putting.set(table, put)
  await db.owner.begin(async (tx) => {
    // Past foreign keys and triggers.
    await tx`set local session_replication_role = replica`
    for (const { name } of checks) await tx.unsafe(`alter table ${table} drop constraint ${name}`)
    for (const team of [ours, theirs]) await tx.unsafe(put(team))
  })
}

/** Done as the app's role with our team set, and undone: how many rows it reached; null where it may not do this at all. */
async function reached(statement: string, team: string | null = ours): Promise<number | null> {
  let count: number | null = null
  const undone = new Error('undone')
  await app
    .begin(async (tx) => {
      if (team) await tx`select set_config('app.team_id', ${team}, true)`
      count = (await tx.unsafe(statement)).count
      throw undone
    })
    .catch((error: Error & { code?: string }) => {
      if (error !== undone && error.code !== '42501') throw error
    })
  return count
}

test('every table is a team’s, or said to be nobody’s', async () => {
  const others = await db.owner<{ name: string }[]>`
    select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
      and not (relrowsecurity and relforcerowsecurity) order by 1`
  expect(others.map(({ name }) => name)).toEqual(Object.keys(ofNoTeam))
  expect(tables.length).toBeGreaterThan(60)
})

test('of every table the app’s role sees its team’s rows alone, and none without a team', async () => {
  const wrong: string[] = []
  for (const table of tables) {
    const [held] = await db.owner.unsafe(`select count(*)::int as n from ${table} where team_id = '${theirs}'`)
    const [all, foreign, none] = [
      await reached(`select 1 from ${table}`),
      await reached(`select 1 from ${table} where team_id = '${theirs}'`),
      await reached(`select 1 from ${table}`, null),
    ]
    if (held?.n !== 1 || all !== 1 || foreign !== 0 || none !== 0) {
      wrong.push(`${table}: ${held?.n} theirs, sees ${all}, of theirs ${foreign}, without a team ${none}`)
    }
  }
  expect(wrong).toEqual([])
})

test('into no table can it put a row of another team, nor change, remove or give one away', async () => {
  const wrong: string[] = []
  for (const table of tables) {
    const tried = {
      put: await reached(putting.get(table)?.(theirs) ?? ''),
      changed: await reached(`update ${table} set team_id = team_id where team_id = '${theirs}'`),
      removed: await reached(`delete from ${table} where team_id = '${theirs}'`),
      given: await reached(`update ${table} set team_id = '${theirs}'`),
    }
    const hit = Object.entries(tried).filter(([, count]) => (count ?? 0) > 0)
    if (hit.length > 0) wrong.push(`${table}: ${hit.map(([how, count]) => `${how} ${count}`).join(', ')}`)
  }
  expect(wrong).toEqual([])
})

test('people are seen by the teams they are in, teams by themselves', async () => {
  const [one, other] = [crypto.randomUUID(), crypto.randomUUID()]
  for (const [memberId, team] of [
    [one, ours],
    [other, theirs],
  ]) {
    await db.owner`insert into members (id, email, name) values (${memberId ?? ''}, ${`${memberId}@example.test`}, 'x')`
    await db.owner`insert into memberships (team_id, member_id, role) values (${team ?? ''}, ${memberId ?? ''}, 'admin')`
  }
  expect(await reached('select 1 from members')).toBe(1)
  expect(await reached(`select 1 from members where id = '${other}'`)).toBe(0)
  expect(await reached(`update members set name = 'y' where id = '${other}'`)).toBe(0)
  expect(await reached('select 1 from members', null)).toBe(0)
  expect(await reached('select 1 from teams')).toBe(1)
  expect(await reached(`select 1 from teams where id = '${theirs}'`)).toBe(0)
  expect(await reached(`update teams set name = 'y' where id = '${theirs}'`)).toBe(0)
})
