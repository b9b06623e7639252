import '../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { env } from '@/lib/env'
import { listRetention, retentionPageSize } from '@/lib/retention/list-retention'
import { purgeCase } from '@/lib/retention/purge-case'
import { readCaseRetention } from '@/lib/retention/read-case-retention'
import { usualRules } from '@/lib/retention/retention-rules'
import { setRules } from '@/lib/retention/set-rules'
import { useAuthSecret } from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { openKeptCase } from '../support/kept-case'
import { png } from '../support/media-bytes'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase } from '../support/rows'
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

const key = () => ({
  ...{ kind: 'api-key' as const, teamId: team.teamId, keyId: crypto.randomUUID() },
  scopes: ['read' as const, 'submit' as const],
})
const open = () => openKeptCase(team.moderator, { zeroRetention: true })
const list = (input: Parameters<typeof listRetention>[1] = {}) => listRetention(team.manager, input)

/** One of each standing, and one that is kept. */
async function openEach() {
  const [due, purged, failed, purging] = [await open(), await open(), await open(), await open()]
  await openKeptCase(team.moderator)
  for (const { caseId } of [purged, failed]) await passDeadline(db, caseId)
  await purgeCase(purged.job)
  fs.rmSync(failed.stored)
  fs.mkdirSync(failed.stored)
  await purgeCase(failed.job).catch(() => {})
  await db.owner`update cases set retention = 'purging' where id = ${purging.caseId}`
  return { due, purged, failed, purging }
}

test('failures come first, then what is being deleted, what is due, and what is gone; kept cases are not listed', async () => {
  const { due, purged, failed, purging } = await openEach()
  const { rows, counts, inAll, next } = await list()
  expect(rows.map(({ number, standing }) => [number, standing])).toEqual([
    [failed.number, 'failed'],
    [purging.number, 'purging'],
    [due.number, 'due'],
    [purged.number, 'purged'],
  ])
  expect([counts, next]).toEqual([{ failed: 1, purging: 1, due: 1, purged: 1 }, null])
  expect(inAll).toEqual(counts)
  const [broken, , waits, gone] = rows
  expect(broken).toMatchObject({
    reason: 'zero_retention',
    receipt: null,
    failed: [{ copy: 'original', title: 'Original', failure: expect.stringContaining('EISDIR'), attempts: 1 }],
  })
  expect(broken!.proven).toBe(broken!.required - 1)
  expect(waits).toMatchObject({ proven: 0, required: 0, dueAt: expect.any(Date), purgedAt: null })
  expect(gone).toMatchObject({ receipt: expect.stringMatching(/^[0-9a-f]{64}$/), purgedAt: expect.any(Date) })
  expect(gone!.proven).toBe(gone!.required)
})

test('filters by standing, reason and case', async () => {
  const { purged, failed } = await openEach()
  const numbers = async (input: Parameters<typeof listRetention>[1]) =>
    (await list(input)).rows.map(({ number }) => number)
  expect(await numbers({ standings: ['failed', 'purged'] })).toEqual([failed.number, purged.number])
  expect(await numbers({ reasons: ['manual'] })).toEqual([])
  expect(await numbers({ reasons: ['zero_retention'], standings: ['purged'] })).toEqual([purged.number])
  expect(await numbers({ caseNumber: failed.number })).toEqual([failed.number])
})

test('what is counted of each standing is what the filter lets through; the whole is counted beside it', async () => {
  const { failed, due } = await openEach()
  const all = { failed: 1, purging: 1, due: 1, purged: 1 }
  const none = { failed: 0, purging: 0, due: 0, purged: 0 }
  expect(await list({ caseNumber: failed.number })).toMatchObject({ counts: { ...none, failed: 1 }, inAll: all })
  // Each tab is a way out of the one that is chosen.
  expect(await list({ standings: ['due'] })).toMatchObject({ counts: all, inAll: all })
  expect(await list({ caseNumber: due.number, standings: ['failed'] })).toMatchObject({
    ...{ rows: [], counts: { ...none, due: 1 }, inAll: all },
  })
  expect(await list({ reasons: ['manual'] })).toMatchObject({ counts: none, inAll: all })
})

test('pages reach every case once, in the order of the whole', async () => {
  const { failed } = await openEach()
  for (let more = 0; more < retentionPageSize; more++) await openTestCase(team.moderator, { zeroRetention: true })
  const first = await list()
  expect(first.rows).toHaveLength(retentionPageSize)
  expect(first.rows[0]?.number).toBe(failed.number)
  const second = await list({ after: first.next })
  expect(second.next).toBeNull()
  const all = [...first.rows, ...second.rows].map(({ number }) => number)
  expect([all.length, new Set(all).size]).toEqual([retentionPageSize + 4, retentionPageSize + 4])
})

test('is for managers and admins, and of their own team alone', async () => {
  await openEach()
  await expectRefusal(listRetention(team.moderator, {}), 'forbidden')
  await expectRefusal(listRetention(team.manager, { after: 'now' }), 'bad_request')
  const others = await makeTeam()
  expect(await listRetention(others.manager, {})).toMatchObject({ rows: [], counts: { purged: 0 } })
})

test('a case page: what stays, how far it has come, and where the same bytes were seen before', async () => {
  await db.owner`insert into retention_policies (team_id, keep_seen_hash) values (${team.teamId}, true)`
  const bytes = await png()
  const first = await openKeptCase(team.moderator, { zeroRetention: true }, bytes)
  expect(await readCaseRetention(team.moderator, { number: first.number })).toMatchObject({
    ...{ retention: 'due', reason: 'zero_retention', steps: [], seenBefore: [], held: null, request: null },
    survives: expect.arrayContaining([expect.stringMatching(/^A keyed hash of the file/)]),
  })
  await passDeadline(db, first.caseId)
  await purgeCase(first.job)
  const kept = await openKeptCase(team.moderator, {}, bytes)
  const zero = await openKeptCase(team.moderator, { zeroRetention: true }, bytes)
  for (const { number } of [kept, zero]) {
    const { seenBefore } = await readCaseRetention(team.moderator, { number })
    expect(seenBefore).toEqual([{ number: first.number, at: expect.any(Date) }])
  }
  const others = await makeTeam()
  const theirs = await openKeptCase(others.moderator, {}, bytes)
  expect((await readCaseRetention(others.moderator, { number: theirs.number })).seenBefore).toEqual([])
  const { steps, proven, required, receipt } = await readCaseRetention(team.moderator, { number: first.number })
  expect([proven, receipt]).toEqual([required, expect.stringMatching(/^[0-9a-f]{64}$/)])
  expect(steps.find(({ copy }) => copy === 'original')).toMatchObject({ title: 'Original', proven: true })
  await expectRefusal(readCaseRetention(team.moderator, { number: 999 }), 'not_found')
})

test('without the team’s wish nothing stays by which the file could be known again', async () => {
  const bytes = await png()
  const first = await openKeptCase(team.moderator, { zeroRetention: true }, bytes)
  await passDeadline(db, first.caseId)
  await purgeCase(first.job)
  const again = await openKeptCase(team.moderator, {}, bytes)
  expect((await readCaseRetention(team.moderator, { number: again.number })).seenBefore).toEqual([])
  expect(await db.owner`select 1 from seen_hashes where case_id = ${first.caseId}`).toHaveLength(0)
  expect(await db.owner`select 1 from media where case_id = ${first.caseId} and sha256 <> ''`).toHaveLength(0)
})

test('each says who asked for it and which window held when it was handed in, whatever was set since', async () => {
  const [switched, ordered] = [await open(), await openKeptCase(team.moderator)]
  await setRules(team.admin, { ...usualRules, portalRule: true, portalWindow: 90, apiWindow: 0 })
  const ruled = await open()
  const overApi = await openKeptCase(key(), { zeroRetention: true })
  await setRules(team.admin, { ...usualRules, portalWindow: 60, apiWindow: 120 })
  const late = await openKeptCase(key(), { zeroRetention: true })
  await db.owner`update cases set retention = 'due', purge_reason = 'manual' where id = ${ordered.caseId}`
  const { rows } = await list()
  expect(Object.fromEntries(rows.map(({ number, asked }) => [number, asked]))).toEqual({
    [switched.number]: { by: 'person', window: usualRules.portalWindow },
    [ordered.number]: null,
    [ruled.number]: { by: 'rule', window: 90 },
    [overApi.number]: { by: 'request', window: 0 },
    [late.number]: { by: 'request', window: 120 },
  })
})
