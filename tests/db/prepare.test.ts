import crypto from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import journal from '@/drizzle/migrations/meta/_journal.json'
import { appUrlOf, prepareDatabase } from '@/lib/db/prepare'
import { knownSchema } from '@/lib/db/schema-version'
import { StartFailure } from '@/lib/db/start-failure'

/** A server of somebody's own: its user is no superuser, owns one database and may create roles. */
const tag = crypto.randomBytes(4).toString('hex')
const owner = `owner_${tag}`
const name = `desk-${tag}`
const secret = 'another secret for tests, thirty-two characters'
let admin: postgres.Sql
let ownerUrl: string

beforeAll(async () => {
  admin = postgres(inject('ownerUrl'), { max: 1, onnotice: () => {} })
  await admin.unsafe(`create role ${owner} login createrole password 'p@ss/w'`)
  await admin.unsafe(`create database "${name}" owner ${owner}`)
  const url = new URL(inject('ownerUrl'))
  url.username = owner
  url.password = 'p@ss/w'
  url.pathname = `/${name}`
  ownerUrl = url.toString()
})
afterAll(async () => {
  await admin.unsafe(`drop database if exists "${name}" with (force)`)
  await admin.unsafe(`drop role if exists "${name}_app"`)
  await admin.unsafe(`drop role if exists ${owner}`)
  await admin.end()
})

async function asApp<T>(url: string, ask: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await ask(sql)
  } finally {
    await sql.end()
  }
}

test('a plain owner prepares the database, several times and several at once; the app’s role is bound', async () => {
  const first = await prepareDatabase(ownerUrl, secret)
  const [second, third] = await Promise.all([prepareDatabase(ownerUrl, secret), prepareDatabase(ownerUrl, secret)])
  expect([second, third, appUrlOf(ownerUrl, name, secret)]).toEqual([first, first, first])
  const [role] = await asApp(
    first,
    (sql) =>
      sql`select current_user as who, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user`,
  )
  expect(role).toEqual({ who: `${name}_app`, rolsuper: false, rolbypassrls: false, rolcreaterole: false })
  await expect(asApp(first, (sql) => sql`create table mine (id int)`)).rejects.toThrow(/permission denied/)
})

test('another secret changes the role’s password, and the old one is refused', async () => {
  const before = appUrlOf(ownerUrl, name, secret)
  const after = await prepareDatabase(ownerUrl, `${secret}, changed`)
  expect(after).not.toBe(before)
  expect(await asApp(after, (sql) => sql`select any_team() as present`)).toEqual([{ present: false }])
  await expect(asApp(before, (sql) => sql`select 1`)).rejects.toThrow(/password authentication failed/)
})

test('a role of that name that row-level security does not bind is refused', async () => {
  await admin.unsafe(`alter role "${name}_app" bypassrls`)
  await expect(prepareDatabase(ownerUrl, secret)).rejects.toThrow(/not bound by row-level security/)
})

describe('several replicas at once', () => {
  const made: string[] = []
  afterAll(async () => {
    for (const one of made) {
      await admin.unsafe(`drop database if exists "${one}" with (force)`)
      await admin.unsafe(`drop role if exists "${one}_app"`)
    }
  })

  async function newDatabase(what: string): Promise<string> {
    const one = `${what}-${tag}`
    await admin.unsafe(`create database "${one}" owner ${owner}`)
    made.push(one)
    const url = new URL(ownerUrl)
    url.pathname = `/${one}`
    return url.toString()
  }

  async function prepareFour(url: string): Promise<void> {
    const urls = await Promise.all([1, 2, 3, 4].map(() => prepareDatabase(url, secret)))
    expect(new Set(urls).size).toBe(1)
    const [row] = await asApp(url, (sql) => sql`select count(*)::int as n from drizzle.__drizzle_migrations`)
    // Each migration ran once.
    expect(row?.n).toBe(journal.entries.length)
    expect(await asApp(urls[0] ?? '', (sql) => sql`select any_team() as present`)).toEqual([{ present: false }])
  }

  test('four prepare an empty database', async () => {
    await prepareFour(await newDatabase('empty'))
  })

  test('four bring an older database up to date', async () => {
    const url = await newDatabase('older')
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'docket-migrations-'))
    try {
      fs.cpSync('drizzle/migrations', folder, { recursive: true })
      const older = { ...journal, entries: journal.entries.filter(({ idx }) => idx < 12) }
      fs.writeFileSync(path.join(folder, 'meta/_journal.json'), JSON.stringify(older))
      const sql = postgres(url, { max: 1, onnotice: () => {} })
      await migrate(drizzle(sql), { migrationsFolder: folder })
      await sql.end()
      await prepareFour(url)
    } finally {
      fs.rmSync(folder, { recursive: true, force: true })
    }
  })

  test('the database of a newer Docket is refused in a sentence, and stays as it is', async () => {
    const url = await newDatabase('newer')
    await prepareDatabase(url, secret)
    const later = knownSchema + 1000
    await asApp(
      url,
      (sql) => sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', ${later})`,
    )
    const refused = await prepareDatabase(url, `${secret}, changed`).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(StartFailure)
    expect(String(refused)).toMatch(/A newer Docket .* nothing was changed\..*docs\/running\.md/)
    // Its role's password too.
    const appUrl = appUrlOf(url, `newer-${tag}`, secret)
    expect(await asApp(appUrl, (sql) => sql`select any_team() as present`)).toEqual([{ present: false }])
  })
})
