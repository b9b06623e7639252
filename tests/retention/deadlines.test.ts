import '../support/data-folder'
import fs from 'node:fs'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { decideCase } from '@/lib/cases/decide-case'
import { undoDecision } from '@/lib/cases/undo-decision'
import { env } from '@/lib/env'
import { type Deadline, dueAt, isDue } from '@/lib/retention/due-at'
import { purgeCase } from '@/lib/retention/purge-case'
import { readCaseRetention } from '@/lib/retention/read-case-retention'
import { sweepPurges } from '@/lib/retention/sweep-purges'
import { useAuthSecret } from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { openKeptCase } from '../support/kept-case'
import { makeTeam, type TestTeam } from '../support/people'
import { passDeadline } from '../support/zero-retention'

const db = useTestDatabase()
let team: TestTeam

beforeAll(() => {
  env().DATABASE_APP_URL = db.appUrl
  useAuthSecret()
})
beforeEach(async () => {
  team = await makeTeam()
})

/** Seconds until each purge job of a case, soonest first. */
const jobs = async (caseId: string) =>
  (
    await db.owner`select extract(epoch from start_after - now())::float8 as due from pgboss.job
      where name = 'case.purge' and state = 'created' and data->>'caseId' = ${caseId} order by 1`
  ).map(({ due }) => Math.max(0, Math.round(due)))
const retention = async (number: number) => (await readCaseRetention(team.moderator, { number })).retention
const open = () => openKeptCase(team.moderator, { zeroRetention: true })
const decide = (caseId: string) =>
  decideCase(team.moderator, { caseId, finding: 'authentic', reason: 'Nothing is wrong with it.' })
const day = 86_400

describe('when media goes', () => {
  const at = (minute: number) => new Date(Date.UTC(2030, 0, 1, 0, minute))
  const deadline = (change: Partial<Deadline>): Deadline => ({
    ...{ state: 'waiting', purgeReason: 'zero_retention', purgeAfter: at(60), decidedAt: null, withdrawnAt: null },
    ...change,
  })

  test.each([
    ['at the end of the window', {}, at(60)],
    ['once a decision is final', { state: 'decided', decidedAt: at(5) }, at(15)],
    ['at the end of the window, where that comes first', { state: 'decided', decidedAt: at(55) }, at(60)],
    ['not by a decision that was taken back', { decidedAt: at(5) }, at(60)],
    ['at once without a window', { purgeAfter: null }, null],
    ['at once without a window, decided or not', { purgeAfter: null, state: 'decided', decidedAt: at(5) }, null],
    ['at once where the analysis failed', { state: 'failed' }, null],
    ['at once where it was withdrawn', { state: 'closed', withdrawnAt: at(1) }, null],
    ['at once when a person ordered it', { purgeReason: 'manual' }, null],
    ['at once for an erasure', { purgeReason: 'erasure' }, null],
    ['at once without a key', { purgeReason: 'key_lost' }, null],
  ] as [string, Partial<Deadline>, Date | null][])('%s', (_name, change, due) => {
    expect(dueAt(deadline(change))).toEqual(due)
  })

  test('the moment itself is late enough, the one before is not', () => {
    expect([isDue(deadline({}), at(60)), isDue(deadline({}), new Date(at(60).getTime() - 1))]).toEqual([true, false])
  })
})

test('the portal’s window: a job waits for its end, and nothing goes before', async () => {
  const { caseId, number, job, stored } = await open()
  const [due] = await jobs(caseId)
  expect(due).toBeGreaterThan(day - 60)
  expect(due).toBeLessThanOrEqual(day)
  await purgeCase(job)
  expect([fs.existsSync(stored), await retention(number)]).toEqual([true, 'due'])
  await passDeadline(db, caseId)
  await purgeCase(job)
  expect([fs.existsSync(stored), await retention(number)]).toEqual([false, 'purged'])
})

test('the API without a window: as soon as the analysis has ended', async () => {
  const key: Actor = { kind: 'api-key', teamId: team.teamId, keyId: crypto.randomUUID(), scopes: ['submit'] }
  const { caseId, job, number } = await openKeptCase(key, { zeroRetention: true, source: 'api', analysed: true })
  expect(await jobs(caseId)).toEqual([0])
  await purgeCase(job)
  expect(await retention(number)).toBe('purged')
})

test('a decision brings it forward to when it is final, and taking it back moves it back', async () => {
  const { caseId, number, job } = await open()
  const { decisionId } = await decide(caseId)
  expect((await jobs(caseId))[0]).toBeGreaterThan(590)
  expect((await jobs(caseId))[0]).toBeLessThanOrEqual(600)
  await purgeCase(job)
  expect(await retention(number)).toBe('due')
  await undoDecision(team.moderator, { caseId, decisionId })
  // The job of the decision comes all the same, and finds nothing due.
  await db.owner`update cases set created_at = created_at - interval '1 hour' where id = ${caseId}`
  await purgeCase(job)
  expect(await retention(number)).toBe('due')
  expect((await jobs(caseId)).at(-1)).toBeGreaterThan(day - 60)
  await decide(caseId)
  await db.owner`update cases set decided_at = now() - interval '11 minutes' where id = ${caseId}`
  await purgeCase(job)
  expect(await retention(number)).toBe('purged')
})

test('the sweep makes up for a job that was lost or comes too late, and queues nothing twice', async () => {
  const { caseId } = await open()
  expect(await sweepPurges()).toBe(0)
  await passDeadline(db, caseId)
  // The job still waits for the old deadline.
  expect(await sweepPurges()).toBe(1)
  expect(await sweepPurges()).toBe(0)
  await db.owner`update pgboss.job set state = 'retry', start_after = now() + interval '5 minutes'
    where name = 'case.purge' and start_after <= now()`
  expect(await sweepPurges()).toBe(0)
  await db.owner`delete from pgboss.job where name = 'case.purge'`
  expect(await sweepPurges()).toBe(1)
  const decided = await open()
  await decide(decided.caseId)
  await db.owner`delete from pgboss.job`
  await db.owner`update cases set retention = 'due' where id = ${caseId}`
  await db.owner`update cases set decided_at = now() - interval '11 minutes' where id = ${decided.caseId}`
  expect(await sweepPurges()).toBe(2)
})
