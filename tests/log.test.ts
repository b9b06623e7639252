import dns from 'node:dns/promises'
import net from 'node:net'
import { inspect } from 'node:util'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { database } from '@/lib/db/client'
import { loggable } from '@/lib/log'
import { useTestDatabase } from './support/database'
import { makeTeam } from './support/people'
import { openTestCase, storedFile } from './support/rows'

useTestDatabase()

test('what is logged of a failed query holds nothing that was entered', async () => {
  const team = await makeTeam()
  const file = storedFile(team.teamId, { filename: 'a-secret-name.png' })
  await openTestCase(team.moderator, { file, title: 'a-secret-name.png' })
  const error = await openTestCase(team.moderator, { file, title: 'a-secret-name.png' }).catch(
    (caught: unknown) => caught,
  )
  // Also as Next prints it, which does not ask this log.
  for (const told of [JSON.stringify(loggable(error)), inspect(error)]) {
    expect(told).not.toContain('a-secret-name')
    expect(told).toContain('23505')
  }
  const looked = await database()
    .execute(sql`select ${'a-secret-name'}::int`)
    .catch((caught: unknown) => caught)
  expect(inspect(looked)).not.toContain('a-secret-name')
  expect(inspect(looked)).toContain('22P02')
})

test('what is logged of a failed connection does not name the host', async () => {
  const cause = await dns.lookup('a-secret-host.invalid').catch((caught: unknown) => caught)
  const refused = await new Promise((resolve) => net.connect(1, '127.0.0.1').on('error', resolve))
  const told = JSON.stringify(loggable(new Error('could not fetch', { cause })))
  expect(told).not.toContain('a-secret-host')
  expect(told).toMatch(/ENOTFOUND|EAI_AGAIN/)
  expect(JSON.stringify(loggable(refused))).not.toContain('127.0.0.1')
  expect(loggable(refused)).toMatchObject({ code: 'ECONNREFUSED', message: 'a connection failed' })
})

test('what a refusal quotes is in no log: it may be a filename, or the words of another server', () => {
  const cause = new Error('“jane doe ”x”.png” is not a picture')
  const told = JSON.stringify(loggable(new Error('The host “jane.example” is not open.', { cause })))
  expect(told).not.toMatch(/jane|png”/)
  expect(told).toContain('“…” is not a picture')
})
