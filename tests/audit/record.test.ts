import crypto from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { commitmentOf, isCommitment } from '@/lib/audit/commit-facts'
import { entryLeaf, entryText } from '@/lib/audit/entry'
import { isErased } from '@/lib/audit/erased-fact'
import { eventNames } from '@/lib/audit/event-names'
import { type AuditEvent, erasableFacts } from '@/lib/audit/events'
import { leafHash } from '@/lib/audit/leaf-hash'
import { openFacts } from '@/lib/audit/open-facts'
import { withTeam } from '@/lib/db/client'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { decision, recordAll } from '../support/trail'

const db = useTestDatabase()
let team: TestTeam

beforeAll(async () => {
  team = await makeTeam()
})

const readAll = (caseId: string) =>
  withTeam(team.teamId, (tx) => tx.select().from(auditEvents).where(eq(auditEvents.caseId, caseId)))
const openAll = (rows: Awaited<ReturnType<typeof readAll>>) =>
  withTeam(team.teamId, (tx) => openFacts(tx, team.teamId, rows))

test('an entry is hashed as it can be read back', async () => {
  const caseId = crypto.randomUUID()
  await recordAll(team.manager, [decision('“Ä” 🖐\n\u2028 1e400', caseId)])
  const [row] = await readAll(caseId)
  expect(row!.leaf).toEqual(entryLeaf(row!))
  expect(row!.leaf).toEqual(leafHash(entryText(row!)))
  expect(JSON.parse(entryText(row!))).toEqual({
    v: 1,
    id: row!.uid,
    team: team.teamId,
    type: 'case.decided',
    at: row!.at.toISOString(),
    actor: { kind: 'member', id: team.manager.memberId },
    channel: 'portal',
    case: caseId,
    facts: row!.facts,
  })
})

test.each([0.1, 1e-7, 5e-324, 1.7976931348623157e308, -0, 123456789012345680000, 1 / 3])(
  'the number %d comes back from the database as it was hashed',
  async (score) => {
    const caseId = crypto.randomUUID()
    await recordAll(team.worker, [{ type: 'detection.completed', caseId, detectionId: 'd', label: 'Fake', score }])
    const [row] = await readAll(caseId)
    expect(row!.leaf).toEqual(entryLeaf(row!))
  },
)

test('what may have to be erased is only committed to', async () => {
  const caseId = crypto.randomUUID()
  await recordAll(team.moderator, [decision('It has six fingers', caseId)])
  const [row] = await readAll(caseId)
  expect(JSON.stringify(row!.facts)).not.toContain('six fingers')
  expect(isCommitment(row!.facts.reason)).toBe(true)
  const [opening] = await db.owner`select * from audit_openings where event_uid = ${row!.uid}`
  expect(opening).toMatchObject({ field: 'reason', case_id: caseId, value: 'It has six fingers' })
  expect(opening!.salt).toHaveLength(32)
  expect(row!.facts.reason).toEqual({ commitment: commitmentOf(opening!.salt, 'It has six fingers') })
  const [opened] = await openAll([row!])
  expect(opened!.facts).toMatchObject({ reason: 'It has six fingers', finding: 'synthetic' })
})

test('the same value twice has two commitments', async () => {
  const [first, second] = [crypto.randomUUID(), crypto.randomUUID()]
  await recordAll(team.moderator, [decision('same', first), decision('same', second)])
  const [one] = await readAll(first)
  const [two] = await readAll(second)
  expect(one!.facts.reason).not.toEqual(two!.facts.reason)
})

test('once its opening is gone a value reads erased, and the entry still has its hash', async () => {
  const caseId = crypto.randomUUID()
  await recordAll(team.moderator, [decision('gone soon', caseId)])
  const [row] = await readAll(caseId)
  await db.owner`delete from audit_openings where event_uid = ${row!.uid}`
  const [opened] = await openAll([row!])
  expect(isErased(opened!.facts.reason)).toBe(true)
  expect(isErased(opened!.facts.finding)).toBe(false)
  expect((await readAll(caseId))[0]!.leaf).toEqual(entryLeaf(row!))
})

test('nothing is committed to where there is no value', async () => {
  const caseId = crypto.randomUUID()
  const event: AuditEvent = {
    type: 'case.opened',
    caseId,
    number: 1,
    source: 'upload',
    mediaType: null,
    sha256: null,
    zeroRetention: true,
  }
  await recordAll(team.moderator, [event])
  const [row] = await readAll(caseId)
  expect(row!.facts.sha256).toBeNull()
  expect(await openAll([row!])).toEqual([row])
})

test('another team’s openings are not read', async () => {
  const other = await makeTeam()
  const caseId = crypto.randomUUID()
  await recordAll(other.moderator, [decision('not yours', caseId)])
  const rows = await withTeam(other.teamId, (tx) => tx.select().from(auditEvents).where(eq(auditEvents.caseId, caseId)))
  const [opened] = await withTeam(team.teamId, (tx) => openFacts(tx, other.teamId, rows))
  expect(JSON.stringify(opened)).not.toContain('not yours')
})

test('an event that has no JSON is not recorded, nor what it tells of', async () => {
  const caseId = crypto.randomUUID()
  const half = decision('half a pair: \ud83d', caseId)
  await expect(recordAll(team.moderator, [decision('fine', caseId), half])).rejects.toThrow()
  expect(await readAll(caseId)).toEqual([])
})

test('every erasable fact belongs to an event that there is', () => {
  expect(Object.keys(erasableFacts).filter((type) => !Object.hasOwn(eventNames, type))).toEqual([])
})
