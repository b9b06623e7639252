import '../support/data-folder'
import crypto from 'node:crypto'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { POST } from '@/app/api/cases/[number]/receipt/route'
import type { Member } from '@/lib/access/actor'
import { listEvents } from '@/lib/audit/list-events'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import { purgeCase } from '@/lib/retention/purge-case'
import { useAuthSecret } from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { openKeptCase } from '../support/kept-case'
import { makeTeam, type TestTeam } from '../support/people'
import { passDeadline } from '../support/zero-retention'

let signedIn: Member | null = null
vi.mock('@/lib/access/session', () => ({
  authenticateMember: async () => {
    if (!signedIn) throw new DocketError('unauthorized', 'You are signed out.')
    return signedIn
  },
}))

const db = useTestDatabase()
let team: TestTeam
let kept: Awaited<ReturnType<typeof openKeptCase>>

beforeAll(async () => {
  env().DATABASE_APP_URL = db.appUrl
  useAuthSecret()
  team = await makeTeam()
  kept = await openKeptCase(team.moderator, { zeroRetention: true })
  await passDeadline(db, kept.caseId)
  await purgeCase(kept.job)
})
beforeEach(() => {
  signedIn = team.manager
})

async function ask(number: number | string = kept.number, origin = 'http://localhost:3000') {
  const request = new Request('http://localhost:3000/api/any', { method: 'POST', headers: { origin } })
  const answer = await POST(request, { params: Promise.resolve({ number: String(number) }) })
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}
const told = async () => (await listEvents(team.manager, { types: ['receipt.exported'] })).entries.length

test('has the bytes whose hash the trail holds, and is told of in it', async () => {
  const { status, headers, bytes } = await ask()
  expect([status, headers.get('cache-control')]).toEqual([200, 'private, no-store'])
  const { entries } = await listEvents(team.manager, { types: ['case.purged'] })
  expect(entries[0]!.facts.receipt).toBe(crypto.createHash('sha256').update(bytes).digest('hex'))
  expect(await told()).toBe(1)
})

test('is refused to moderators, strangers, other pages and other teams', async () => {
  const before = await told()
  expect((await ask(kept.number, 'https://elsewhere.test')).status).toBe(403)
  signedIn = team.moderator
  expect((await ask()).status).toBe(403)
  signedIn = (await makeTeam()).manager
  expect((await ask()).status).toBe(404)
  signedIn = null
  expect((await ask()).status).toBe(401)
  signedIn = team.manager
  for (const number of [0, 'x', 999_999]) expect((await ask(number)).status).toBe(404)
  expect(await told()).toBe(before)
})

test('that was changed in the database is not handed out, with its hash changed alike neither', async () => {
  const before = await told()
  await db.owner`update receipts set document = jsonb_set(document, '{number}', '7') where case_id = ${kept.caseId}`
  expect((await ask()).status).toBe(409)
  const { receiptHash } = await import('@/lib/retention/build-receipt')
  const [row] = await db.owner`select document from receipts where case_id = ${kept.caseId}`
  await db.owner`update receipts set sha256 = ${receiptHash(row!.document)} where case_id = ${kept.caseId}`
  const { status, bytes } = await ask()
  expect([status, bytes.toString()]).toEqual([409, expect.stringContaining('changed in the database')])
  expect(await told()).toBe(before)
})
