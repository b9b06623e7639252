import '../support/data-folder'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import * as clock from '@/lib/clock'
import { env } from '@/lib/env'
import { inWords } from '@/lib/health/health-part'
import { readInstanceLag } from '@/lib/health/instance-lag'
import { readCallbacks } from '@/lib/health/read-callbacks'
import { readClock } from '@/lib/health/read-clock'
import { readDatabase } from '@/lib/health/read-database'
import { readDetector } from '@/lib/health/read-detector'
import { readHealth } from '@/lib/health/read-health'
import { readMail } from '@/lib/health/read-mail'
import { readPurges } from '@/lib/health/read-purges'
import { readSealing } from '@/lib/health/read-sealing'
import { forgetStore, readStore } from '@/lib/health/read-store'
import { useTestDatabase } from '../support/database'
import { startMailServer } from '../support/mail-server'
import { makeTeam } from '../support/people'
import { openTestCase, openWaitingCase } from '../support/rows'

const db = useTestDatabase()

test('an instance at rest has nothing that is late', async () => {
  expect(await readInstanceLag()).toMatchObject({ inboxWaiting: 0, purgesDue: 0, purgesFailed: 0, purgeSeconds: null })
  for (const read of [readCallbacks, readPurges, readSealing, readDetector, readClock, readMail, readStore]) {
    expect(await read(), read.name).toMatchObject({ state: 'up', says: expect.stringMatching(/\.$/) })
  }
})

test('events that nobody seals degrade the trail', async () => {
  const team = await makeTeam()
  await openTestCase(team.moderator)
  expect(await readSealing()).toMatchObject({ state: 'up' })
  await db.owner`alter table audit_events disable trigger user`
  await db.owner`update audit_events set created_at = created_at - interval '10 minutes'`
  await db.owner`alter table audit_events enable trigger user`
  expect(await readSealing()).toMatchObject({ state: 'degraded', says: expect.stringMatching(/waited 10 min/) })
})

test('media that is overdue and copies that could not be deleted are told apart; what is still analysed is not late', async () => {
  const team = await makeTeam()
  const { caseId } = await openWaitingCase(team.moderator)
  await db.owner`update cases set retention = 'due', purge_reason = 'zero_retention', zero_retention = true,
    purge_after = now() - interval '1 hour' where id = ${caseId}`
  expect(await readPurges()).toMatchObject({
    state: 'degraded',
    says: expect.stringMatching(/^The media of one case is due to go, the oldest for 60 min\./),
  })
  await db.owner`update detections set status = 'processing', result = null, error_message = null where case_id = ${caseId}`
  expect(await readPurges()).toMatchObject({ state: 'up', says: 'All media that was due to go has gone.' })
  await db.owner`update cases set retention = 'purging' where id = ${caseId}`
  await db.owner`insert into purge_steps (team_id, case_id, copy, position, required, method, result, failure)
    values (${team.teamId}, ${caseId}, 'original', 1, true, 'unlink', 'failed', 'It is a test.')`
  expect(await readPurges()).toMatchObject({ state: 'degraded', says: expect.stringMatching(/could not be deleted/) })
})

test('a Detect API that fails is told from what was noted, and one that answers again is well', async () => {
  const team = await makeTeam()
  await db.owner`insert into detector_connections (team_id, use, last_success_at, last_error_at, last_error)
    values (${team.teamId}, 'remote', now() - interval '2 hours', now() - interval '5 minutes', 'It said no.')`
  expect(await readDetector()).toMatchObject({
    state: 'degraded',
    says: expect.stringMatching(/^One team uses .* came 120 min ago\. One of them fails, the last time 5 min ago\./),
  })
  await db.owner`update detector_connections set last_success_at = now()`
  expect(await readDetector()).toMatchObject({ state: 'up' })
})

test('a clock that is off by more than two seconds is a part that needs a look', async () => {
  const real = Date.now()
  const spy = vi.spyOn(clock, 'now').mockImplementation(() => new Date(real - 60_000))
  try {
    expect(await readClock()).toMatchObject({ state: 'degraded', says: expect.stringMatching(/This one is behind/) })
  } finally {
    spy.mockRestore()
  }
})

test('a store that cannot be reached degrades, is asked once a minute, and never takes the server down', async () => {
  forgetStore()
  Object.assign(env(), {
    MEDIA_STORE: 's3',
    S3_BUCKET: 'bucket',
    S3_ENDPOINT: 'http://127.0.0.1:1',
    S3_ACCESS_KEY_ID: 'id',
    S3_SECRET_ACCESS_KEY: 'secret',
  })
  try {
    const began = performance.now()
    expect(await readStore()).toMatchObject({ state: 'degraded', says: expect.stringMatching(/S3 bucket/) })
    expect(performance.now() - began).toBeLessThan(4000)
    const again = performance.now()
    await readStore()
    expect(performance.now() - again).toBeLessThan(50)
  } finally {
    env().MEDIA_STORE = 'disk'
  }
  forgetStore()
  const media = path.join(env().DATA_DIR, 'media')
  fs.rmSync(media, { recursive: true, force: true })
  fs.writeFileSync(media, 'a file in the way')
  expect(await readStore()).toMatchObject({
    state: 'degraded',
    says: expect.stringMatching(/^The disk cannot be used/),
  })
  fs.rmSync(media)
  forgetStore()
})

test('the database of a newer Docket needs a look, and one that is not up to date is down', async () => {
  expect(await readDatabase()).toMatchObject({ state: 'up' })
  await db.owner`update drizzle.__drizzle_migrations set created_at = created_at + 1000`
  expect(await readDatabase()).toMatchObject({ state: 'degraded', says: expect.stringMatching(/newer Docket/) })
  await db.owner`update drizzle.__drizzle_migrations set created_at = created_at - 2000`
  expect(await readDatabase()).toMatchObject({ state: 'down' })
  await db.owner`update drizzle.__drizzle_migrations set created_at = created_at + 1000`
})

test('no part names anything of a team', async () => {
  const { parts } = await readHealth()
  expect(parts.map(({ part }) => part)).toContain('sealing')
  expect(JSON.stringify(parts)).not.toMatch(/@|example/)
})

test('times are said in words', () => {
  expect([0, 179, 600, 7200, 20_000, 400_000].map(inWords)).toEqual([
    '0 s',
    '179 s',
    '10 min',
    '120 min',
    '6 h',
    '5 days',
  ])
})

test('a mail server is greeted once a minute, without a mail; one that is not there degrades', async () => {
  const server = await startMailServer()
  try {
    Object.assign(env(), { SMTP_URL: server.url })
    expect(await readMail()).toMatchObject({ state: 'up', says: expect.stringMatching(/lets Docket in/) })
    expect(server.mails).toEqual([])
    await server.stop()
    expect(await readMail()).toMatchObject({ state: 'up' })
    Object.assign(env(), { SMTP_URL: 'smtp://127.0.0.1:1' })
    expect(await readMail()).toEqual({
      state: 'degraded',
      says: 'No mail can be sent. The mail server could not be reached. Check SMTP_URL.',
    })
    const silent = net.createServer()
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    Object.assign(env(), { SMTP_URL: `smtp://127.0.0.1:${(silent.address() as net.AddressInfo).port}` })
    expect(await readMail()).toEqual({
      state: 'degraded',
      says: 'No mail can be sent. The mail server did not answer within 3 s.',
    })
    silent.close()
  } finally {
    Object.assign(env(), { SMTP_URL: undefined })
  }
})
