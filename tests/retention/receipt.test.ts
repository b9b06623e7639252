import '../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { canonicalJson } from '@/lib/audit/canonical-json'
import { listEvents } from '@/lib/audit/list-events'
import { decideCase } from '@/lib/cases/decide-case'
import { readCase } from '@/lib/cases/read-case'
import { askQuestion } from '@/lib/detect/ask-question'
import { env } from '@/lib/env'
import { resumableFolder } from '@/lib/media/resumable-folder'
import { answerErasure } from '@/lib/retention/answer-erasure'
import { buildReceipt, receiptHash } from '@/lib/retention/build-receipt'
import { shredKeys } from '@/lib/retention/case-key'
import { copies, copyNames } from '@/lib/retention/copies'
import { erasedReason } from '@/lib/retention/gone-rows'
import { orderPurge } from '@/lib/retention/order-purge'
import { purgeCase } from '@/lib/retention/purge-case'
import { noteReceiptExport, noteReceiptPrint, readReceipt } from '@/lib/retention/read-receipt'
import { requestErasure } from '@/lib/retention/request-erasure'
import { useAuthSecret } from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { openKeptCase } from '../support/kept-case'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
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

const reason = 'They wrote to us on Monday.'
const receiptOf = async (number: number) => (await readReceipt(team.manager, { number })).document
const openings = async (caseId: string) =>
  (await db.owner`select field from audit_openings where case_id = ${caseId} order by field`).map(({ field }) => field)

async function erase(caseId: string) {
  const { requestId } = await requestErasure(team.manager, { caseId, reason })
  await answerErasure(team.admin, { requestId, confirm: true })
}

describe('a receipt', () => {
  test('lists every copy with what shows that it is gone; its hash is in the trail', async () => {
    const { caseId, number, job, stored } = await openKeptCase(team.moderator, { zeroRetention: true })
    await passDeadline(db, caseId)
    await purgeCase(job)
    expect(fs.existsSync(stored)).toBe(false)
    const { document, sha256, intact } = await readReceipt(team.manager, { number })
    expect(intact).toBe(true)
    expect(document).toMatchObject({ v: 1, team: team.teamId, case: caseId, number, reason: 'zero_retention' })
    for (const copy of document.copies.filter(({ required }) => required)) {
      expect(copy).toMatchObject({ proof: 'probed', attempts: 1, proofSays: expect.stringMatching(/\.$/) })
      expect(['gone', 'absent']).toContain(copy.result)
    }
    const gone = document.copies.filter(({ result }) => result === 'gone').map(({ copy }) => copy)
    expect(gone).toEqual(expect.arrayContaining(['case_key', 'key_table', 'original', 'sealed_rows', 'digest']))
    const unknown = document.copies.filter(({ proof }) => proof === 'not_covered')
    expect(unknown.map(({ copy, required }) => [copy, required])).toEqual([
      ['downloads', false],
      ['backups', false],
    ])
    expect(JSON.stringify(document)).not.toContain('jane')
    expect(crypto.createHash('sha256').update(canonicalJson(document)).digest('hex')).toBe(sha256)
    const { entries } = await listEvents(team.manager, { caseNumber: number, types: ['case.purged'] })
    expect(entries.map(({ facts }) => facts.receipt)).toEqual([sha256])
  })

  test('that was changed afterwards is seen to be', async () => {
    const { caseId, number, job } = await openKeptCase(team.moderator, { zeroRetention: true })
    await passDeadline(db, caseId)
    await purgeCase(job)
    await db.owner`update receipts set document = jsonb_set(document, '{copies,0,result}', '"absent"') where case_id = ${caseId}`
    expect((await readReceipt(team.manager, { number })).intact).toBe(false)
  })

  test('is for those who oversee, of their own team, and taking it along is told', async () => {
    const { caseId, number, job } = await openKeptCase(team.moderator, { zeroRetention: true })
    await expectRefusal(readReceipt(team.manager, { number }), 'not_found')
    await passDeadline(db, caseId)
    await purgeCase(job)
    await expectRefusal(readReceipt(team.moderator, { number }), 'forbidden')
    const others = await makeTeam()
    await expectRefusal(readReceipt(others.manager, { number: number + 1000 }), 'not_found')
    await expectRefusal(noteReceiptExport(others.manager, { caseId }), 'not_found')
    await noteReceiptPrint(team.manager, { caseId })
    const { entries } = await listEvents(team.manager, { types: ['receipt.exported'] })
    expect(entries.map(({ facts }) => facts)).toEqual([{ caseId, format: 'print' }])
  })

  test('is none while one required copy has no proof', () => {
    const step = {
      ...{ id: '', teamId: '', caseId: '', position: 0, copy: 'original', subject: '', required: true, attempts: 1 },
      ...{ createdAt: new Date(), attemptedAt: new Date(), method: '', failure: null, proofSays: '' },
    }
    const of = {
      ...{ teamId: '', caseId: '', number: 1, reason: 'manual' as const, survives: [], replaces: null },
      ...{ startedAt: new Date(), completedAt: new Date() },
    }
    const build = (change: object) =>
      buildReceipt(of, [{ ...step, ...change } as Parameters<typeof buildReceipt>[1][0]])
    const at = { provenAt: new Date() }
    for (const open of [
      { result: 'waiting', proof: null, provenAt: null },
      { result: 'failed', proof: null, provenAt: null },
      { result: 'failed', proof: 'not_covered', ...at },
      { result: 'waiting', proof: 'not_covered', ...at },
    ])
      expect(() => build(open)).toThrow(/1 copies are not known to be gone/)
    expect(receiptHash(build({ result: 'gone', proof: 'attested', ...at }))).toMatch(/^[0-9a-f]{64}$/)
    expect(build({ result: 'waiting', proof: 'not_covered', required: false, ...at }).copies[0]?.result).toBe('unknown')
  })
})

test('the key goes, and its table lies in another file afterwards', async () => {
  const file = async () => (await db.owner`select pg_relation_filepath('case_keys') as file`)[0]?.file
  const keys = (caseId: string) => db.owner`select 1 from case_keys where case_id = ${caseId}`
  const one = await openKeptCase(team.moderator, { zeroRetention: true })
  const other = await openKeptCase(team.moderator, { zeroRetention: true })
  const before = await file()
  await passDeadline(db, one.caseId)
  await purgeCase(one.job)
  expect(await file()).not.toBe(before)
  expect([(await keys(one.caseId)).length, (await keys(other.caseId)).length]).toEqual([0, 1])
  // Those that stay are readable as before.
  expect((await readCase(team.moderator, { number: other.number })).case.title).toBe('jane-doe.png')
  expect((await readCase(team.moderator, { number: one.number })).case.title).toMatch(/^redacted_/)
})

test('rewriting the key tables waits for whoever uses them, and makes nobody give up', async () => {
  const { caseId } = await openKeptCase(team.moderator, { zeroRetention: true })
  // As a hand-in with a secure upload: first the one table, then the other.
  const handIn = db.owner.begin(async (tx) => {
    await tx`select 1 from upload_keys`
    await pause(500)
    return tx`select 1 from case_keys where case_id = ${caseId}`
  })
  await pause(50)
  await shredKeys()
  expect(await handIn).toHaveLength(1)
})

test('a manual deletion of a case that was kept: names, words, digest and openings go; the decision stays', async () => {
  const { caseId, number, detectionId, job, stored, sha256 } = await openKeptCase(team.moderator)
  await db.owner`update cases set source_url = 'https://example.org/jane-doe.png' where id = ${caseId}`
  await askQuestion(team.moderator, { uuid: detectionId, query: 'Is this Jane Doe?' })
  await db.owner`update evidence set explain = 'Made by Jane.' where case_id = ${caseId}`
  await db.owner`update questions set status = 'completed', answer = 'Jane' where detection_id = ${detectionId}`
  await decideCase(team.moderator, { caseId, finding: 'synthetic', reason: 'The ears do not match.' })
  expect(await openings(caseId)).toEqual(['reason', 'sha256'])
  await orderPurge(team.manager, { caseId, reason })
  await purgeCase(job)
  expect(fs.existsSync(stored)).toBe(false)
  const read = await readCase(team.moderator, { number })
  expect(read.case).toMatchObject({ state: 'decided', retention: 'purged', purgeReason: 'manual', sourceUrl: null })
  expect(read.decisions).toMatchObject([{ reason: 'The ears do not match.' }])
  const rows = await db.owner`
    select to_jsonb(c)::text as text from cases c where id = ${caseId} union all
    select to_jsonb(m)::text from media m where case_id = ${caseId} union all
    select to_jsonb(e)::text from evidence e where case_id = ${caseId} union all
    select to_jsonb(q)::text from questions q where detection_id = ${detectionId} union all
    select to_jsonb(a)::text from audit_openings a where case_id = ${caseId}`
  expect(rows.filter(({ text }) => /jane/i.test(text) || text.includes(sha256))).toEqual([])
  // The reason of the decision, and of the deletion.
  expect(await openings(caseId)).toEqual(['reason', 'reason'])
  const receipt = await receiptOf(number)
  expect(receipt.reason).toBe('manual')
  const gone = receipt.copies.filter(({ result }) => result === 'gone').map(({ copy }) => copy)
  expect(gone).toEqual(
    expect.arrayContaining(['original', 'filename', 'url', 'digest', 'words', 'questions', 'openings']),
  )
  // What needs a key is not listed where there was none.
  expect(receipt.copies.map(({ copy }) => copy)).not.toContain('case_key')
})

test('an erasure takes the reasons people wrote as well, and says why in the trail alone', async () => {
  const { caseId, number, job, detectionId } = await openKeptCase(team.moderator)
  await db.owner`update detections set idempotency_key = 'api:jane', idempotency_hash = repeat('ab', 32) where id = ${detectionId}`
  await decideCase(team.moderator, { caseId, finding: 'authentic', reason: 'I know Jane.' })
  await erase(caseId)
  await purgeCase(job)
  const { decisions } = await readCase(team.moderator, { number })
  expect(decisions).toMatchObject([{ finding: 'authentic', reason: erasedReason }])
  const values = await db.owner`select value from audit_openings where case_id = ${caseId}`
  expect(values.map(({ value }) => value)).toEqual([reason, reason])
  const [run] = await db.owner`select idempotency_key, idempotency_hash from detections where id = ${detectionId}`
  expect(run).toEqual({ idempotency_key: null, idempotency_hash: null })
  const receipt = await receiptOf(number)
  expect(receipt.copies.filter(({ copy }) => ['decision', 'idempotency'].includes(copy))).toMatchObject([
    { result: 'gone', proof: 'probed' },
    { result: 'gone', proof: 'probed' },
  ])
})

test('a key against double submission that may tell of the media goes with it; a digest or a random one stays', async () => {
  const telling = await openKeptCase(team.moderator)
  const digest = `api:${'ab'.repeat(32)}`
  await db.owner`update detections set idempotency_key = 'api:jane-doe.png', idempotency_hash = repeat('ab', 32) where id = ${telling.detectionId}`
  const random = await openKeptCase(team.moderator)
  await db.owner`update detections set idempotency_key = ${digest}, idempotency_hash = repeat('ab', 32) where id = ${random.detectionId}`
  for (const { caseId, job } of [telling, random]) {
    await orderPurge(team.manager, { caseId, reason })
    await purgeCase(job)
  }
  const keys = async (id: string) =>
    (await db.owner`select idempotency_key as key from detections where id = ${id}`)[0]?.key
  expect(await keys(telling.detectionId)).toBeNull()
  expect(await keys(random.detectionId)).toBe(digest)
  const { copies } = await receiptOf(telling.number)
  expect(copies.find(({ copy }) => copy === 'idempotency')).toMatchObject({ result: 'gone', proof: 'probed' })
})

test('a second deletion for more takes more, and its receipt names the first', async () => {
  const { caseId, number, job } = await openKeptCase(team.moderator)
  await orderPurge(team.manager, { caseId, reason })
  await purgeCase(job)
  const first = await readReceipt(team.manager, { number })
  await erase(caseId)
  expect((await readCase(team.moderator, { number })).case).toMatchObject({ retention: 'due', fileDeletedAt: null })
  await purgeCase(job)
  const second = await readReceipt(team.manager, { number })
  expect(second.document).toMatchObject({ reason: 'erasure', replaces: first.sha256 })
  expect(second.document.copies.find(({ copy }) => copy === 'original')).toMatchObject({ result: 'absent' })
})

test('what a hand-in in pieces left goes, and the row of a secure upload keeps nothing', async () => {
  const { caseId, number, job, detectionId, file } = await openKeptCase(team.moderator)
  const uploadId = crypto.randomUUID()
  await db.owner`update detections set idempotency_key = ${`portal:${uploadId}`} where id = ${detectionId}`
  const folder = await resumableFolder(team.moderator)
  for (const name of [uploadId, `${uploadId}.json`, 'other']) fs.writeFileSync(path.join(folder, name), 'pixels')
  await db.owner`insert into secure_uploads (id, team_id, store, store_key, media_type, content_type, size_bytes, sha256, expires_at, used_at)
    values (${file.id}, ${team.teamId}, 'disk', ${file.storeKey}, 'image', 'image/png', 5, ${'ab'.repeat(32)}, now(), now())`
  await db.owner`insert into upload_keys (team_id, upload_id, key) values (${team.teamId}, ${file.id}, ${Buffer.alloc(32)})`
  await orderPurge(team.manager, { caseId, reason })
  await purgeCase(job)
  expect(fs.readdirSync(folder)).toEqual(['other'])
  expect(await db.owner`select sha256 from secure_uploads where id = ${file.id}`).toEqual([{ sha256: '' }])
  expect(await db.owner`select 1 from upload_keys where upload_id = ${file.id}`).toHaveLength(0)
  const receipt = await receiptOf(number)
  const of = (copy: string) => receipt.copies.find((each) => each.copy === copy)
  expect(of('resumable_upload')).toMatchObject({ subject: uploadId, result: 'gone', proof: 'probed' })
  expect(of('secure_upload')).toMatchObject({ subject: file.id, result: 'gone', proof: 'probed' })
})

test('one copy that cannot be deleted keeps no other from going, and the case from being purged', async () => {
  const { caseId, number, job, stored } = await openKeptCase(team.moderator, { zeroRetention: true })
  await passDeadline(db, caseId)
  fs.rmSync(stored)
  fs.mkdirSync(stored)
  await expect(purgeCase(job)).rejects.toThrow(/still there/)
  const steps =
    await db.owner`select copy, result, failure, proof from purge_steps where case_id = ${caseId} and required`
  const open = steps.filter(({ proof }) => proof === null)
  expect(open).toEqual([
    { copy: 'original', result: 'failed', failure: expect.stringContaining('EISDIR'), proof: null },
  ])
  expect(steps.length).toBeGreaterThan(12)
  await expectRefusal(readReceipt(team.manager, { number }), 'not_found')
  const { entries } = await listEvents(team.manager, { caseNumber: number, types: ['case.purge_failed'] })
  expect(entries).toHaveLength(1)
  fs.rmdirSync(stored)
  await purgeCase(job)
  expect((await receiptOf(number)).copies.find(({ copy }) => copy === 'original')).toMatchObject({ attempts: 2 })
})

test('a job that carries more than ids is found out', async () => {
  const { caseId, job } = await openKeptCase(team.moderator)
  await orderPurge(team.manager, { caseId, reason })
  await db.owner`insert into pgboss.job (name, data) values ('callback.deliver', '{"filename": "jane-doe.png"}')`
  const { lookAtJobs, forgetLook } = await import('@/lib/retention/gone-nowhere')
  forgetLook()
  expect(await lookAtJobs()).toMatchObject({ result: 'failed' })
  await expect(purgeCase(job)).rejects.toThrow(/still there/)
  await db.owner`delete from pgboss.job where name = 'callback.deliver'`
  forgetLook()
  await purgeCase(job)
})

test('every copy has a method in whole sentences, and a place in the order', () => {
  for (const name of copyNames) expect(copies[name].method).toMatch(/^[A-Z].*\.$/)
  expect(copyNames.indexOf('case_key')).toBe(0)
})
