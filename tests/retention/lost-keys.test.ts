import '../support/data-folder'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { listEvents } from '@/lib/audit/list-events'
import { claimCase } from '@/lib/cases/claim-case'
import { decideCase } from '@/lib/cases/decide-case'
import { readCase } from '@/lib/cases/read-case'
import { readRail } from '@/lib/cases/read-rail'
import { settleDecision } from '@/lib/cases/tell-decision'
import { closeDatabase, connect, replaceDatabase } from '@/lib/db/client'
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { prepareDatabase } from '@/lib/db/prepare'
import { runDetection } from '@/lib/detect/run-detection'
import { env } from '@/lib/env'
import { purgeCase } from '@/lib/retention/purge-case'
import { readReceipt } from '@/lib/retention/read-receipt'
import { keyLost, sweepLostKeys } from '@/lib/retention/sweep-lost-keys'
import { askReview } from '@/lib/reviews/ask-review'
import { authSecret, useAuthSecret } from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { decideAs, judgeBy, settle } from '../support/judging'
import { openKeptCase } from '../support/kept-case'
import { makeTeam, type TestTeam } from '../support/people'

const db = useTestDatabase()
let team: TestTeam

beforeAll(() => {
  env().DATABASE_APP_URL = db.appUrl
  useAuthSecret()
})
beforeEach(async () => {
  team = await makeTeam()
})

/** What a crash does to unlogged tables. */
const loseKeys = () => db.owner`truncate case_keys, upload_keys`
const open = (analysed = true) => openKeptCase(team.moderator, { zeroRetention: true, analysed })
const read = async (number: number) => (await readCase(team.moderator, { number })).case

test('a case that waits ends as failed and purged, says why, and has a receipt', async () => {
  const { number, caseId, job, stored } = await open()
  expect(await sweepLostKeys()).toBe(0)
  await loseKeys()
  expect(await sweepLostKeys()).toBe(1)
  expect(await sweepLostKeys()).toBe(0)
  expect(await read(number)).toMatchObject({ state: 'failed', failure: keyLost, purgeReason: 'key_lost' })
  expect(keyLost).toMatch(/^The database restarted after a crash and the key of this case was lost with it/)
  await purgeCase(job)
  expect(fs.existsSync(stored)).toBe(false)
  expect(await read(number)).toMatchObject({ state: 'failed', retention: 'purged', fileDeletedAt: expect.any(Date) })
  const { document } = await readReceipt(team.manager, { number })
  expect(document.reason).toBe('key_lost')
  expect(document.copies.find(({ copy }) => copy === 'case_key')).toMatchObject({ result: 'absent', proof: 'probed' })
  const { entries } = await listEvents(team.manager, { caseNumber: number })
  expect(entries.map(({ type }) => type)).toEqual(expect.arrayContaining(['case.key_lost', 'case.purged']))
  expect(entries.find(({ type }) => type === 'case.key_lost')?.facts).toEqual({ caseId })
})

test('one in work is given back, one that is analysed ends with its analysis, a decided one keeps its decision', async () => {
  const claimed = await open()
  await claimCase(team.moderator, { caseId: claimed.caseId })
  const analysed = await open(false)
  const decided = await open()
  await decideCase(team.moderator, { caseId: decided.caseId, finding: 'synthetic', reason: 'It has six fingers.' })
  await loseKeys()
  expect(await sweepLostKeys()).toBe(3)
  expect(await read(claimed.number)).toMatchObject({ state: 'failed', claimedBy: null })
  expect(await read(decided.number)).toMatchObject({ state: 'decided', failure: null, purgeReason: 'key_lost' })
  const { case: found, detections } = await readCase(team.moderator, { number: analysed.number })
  expect(found).toMatchObject({ state: 'failed', failure: keyLost })
  expect(detections).toMatchObject([{ status: 'failed', errorMessage: keyLost }])
  // Its job comes all the same, and changes nothing.
  const attempt = { number: 1, last: false, signal: new AbortController().signal }
  await runDetection({ teamId: team.teamId, detectionId: analysed.detectionId }, attempt)
  await db.owner`update pgboss.job set state = 'completed'`
  for (const { job } of [claimed, analysed, decided]) await purgeCase(job)
  for (const { number } of [claimed, analysed, decided]) expect((await read(number)).retention).toBe('purged')
})

test('a second look that nobody can give any more ends, unless the policy asks for it: then the decision never counts', async () => {
  const asked = await open()
  await decideCase(team.manager, { caseId: asked.caseId, finding: 'synthetic', reason: 'Six fingers.' })
  await askReview(team.admin, { caseId: asked.caseId, reason: 'Look again.' })
  await judgeBy(db, team, { fourEyes: 'always' })
  const policed = await open()
  const { decisionId } = await decideAs(team.manager, policed.caseId)
  await loseKeys()
  expect(await sweepLostKeys()).toBe(2)
  const { review, reviews } = await readRail(team.admin, { number: asked.number })
  expect([review, reviews[0]?.status]).toEqual([null, 'withdrawn'])
  const { entries } = await listEvents(team.manager, { caseNumber: asked.number, types: ['review.withdrawn'] })
  expect(entries).toHaveLength(1)
  const rail = await readRail(team.admin, { number: policed.number })
  expect(rail.review).toMatchObject({ status: 'open', mayAnswer: false, whyNot: expect.stringMatching(/Nobody can/) })
  await settle(db, policed.caseId)
  expect(await settleDecision(team.worker, { decisionId })).toEqual({ told: false })
})

test('cases that are kept, purged, being purged or from before there were keys lose nothing', async () => {
  await openKeptCase(team.moderator)
  const purging = await open()
  await db.owner`update cases set retention = 'purging' where id = ${purging.caseId}`
  const old = await open()
  await db.owner`delete from case_secrets where case_id = ${old.caseId}`
  await loseKeys()
  expect(await sweepLostKeys()).toBe(0)
  expect(await read(old.number)).toMatchObject({ state: 'waiting', retention: 'due' })
})

test('a real crash of a real database: what was committed is there, the keys are not, and the case says so', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'docket-crash-'))
  const before = env().DATABASE_APP_URL
  let server = await startEmbeddedPostgres(folder)
  try {
    const appUrl = await prepareDatabase(server.ownerUrl, authSecret)
    await closeDatabase()
    replaceDatabase(connect(appUrl, 3))
    env().DATABASE_APP_URL = appUrl
    team = await makeTeam()
    const { number, job } = await open()
    await closeDatabase()
    crash(folder)
    while (server.isAlive()) await pause(20)
    server = await startEmbeddedPostgres(folder)
    const url = new URL(appUrl)
    url.port = String(server.port)
    replaceDatabase(connect(url.toString(), 3))
    env().DATABASE_APP_URL = url.toString()
    const owner = postgres(server.ownerUrl, { max: 1, onnotice: () => {} })
    expect(await owner`select 1 from case_keys`).toHaveLength(0)
    await owner.end()
    expect((await read(number)).title).toMatch(/^redacted_/)
    expect(await sweepLostKeys()).toBe(1)
    await purgeCase(job)
    expect(await read(number)).toMatchObject({ state: 'failed', failure: keyLost, retention: 'purged' })
  } finally {
    await closeDatabase()
    await server.stop()
    fs.rmSync(folder, { recursive: true, force: true })
    env().DATABASE_APP_URL = before
    replaceDatabase(connect(db.appUrl, 5))
  }
}, 60_000)

/** SIGQUIT ends Postgres at once: no checkpoint is written, and its next start recovers as after a power cut. */
function crash(folder: string): void {
  const [pid] = fs.readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  process.kill(Number(pid), 'SIGQUIT')
}
