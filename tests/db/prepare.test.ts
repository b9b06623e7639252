import crypto from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { appUrlOf, prepareDatabase } from '@/lib/db/prepare'

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
