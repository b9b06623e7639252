import crypto from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { appUrlOf } from '@/lib/db/prepare'
import { StartFailure } from '@/lib/db/start-failure'
import { appUrlOfGiven } from '../../../bin/command/given-database'

const name = `given_${crypto.randomBytes(4).toString('hex')}`
const secret = 'the secret the running Docket was started with'
let admin: postgres.Sql
let ownerUrl: string

beforeAll(async () => {
  admin = postgres(inject('ownerUrl'), { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name}`)
  const url = new URL(inject('ownerUrl'))
  url.pathname = `/${name}`
  ownerUrl = url.toString()
})
afterAll(async () => {
  await admin.unsafe(`drop database if exists ${name} with (force)`)
  await admin.unsafe(`drop role if exists ${name}_app`)
  await admin.end()
})

async function anyTeam(url: string): Promise<unknown> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return (await sql`select any_team() as present`)[0]?.present
  } finally {
    await sql.end()
  }
}

test('a command prepares a new database, and never locks a running Docket out of its own', async () => {
  const appUrl = await appUrlOfGiven(ownerUrl, secret)
  expect(appUrl).toBe(appUrlOf(ownerUrl, name, secret))
  expect(await anyTeam(appUrl)).toBe(false)
  expect(await appUrlOfGiven(ownerUrl, secret)).toBe(appUrl)

  const other = appUrlOfGiven(ownerUrl, 'a secret of some other data folder, made just now')
  await expect(other).rejects.toBeInstanceOf(StartFailure)
  await expect(other).rejects.toThrow(/AUTH_SECRET.*DATA_DIR/)
  expect(await anyTeam(appUrl)).toBe(false)
})

test('a role left behind by a database that was made anew is used again', async () => {
  await admin.unsafe(`drop database ${name} with (force)`)
  await admin.unsafe(`create database ${name}`)
  expect(await anyTeam(await appUrlOfGiven(ownerUrl, secret))).toBe(false)
})

test('a server that does not answer is named in a sentence', async () => {
  await expect(appUrlOfGiven('postgres://docket@127.0.0.1:1/docket', secret)).rejects.toThrow(
    /No database server answers/,
  )
  await expect(appUrlOfGiven('mysql://x', secret)).rejects.toThrow(/must start with postgres/)
})
