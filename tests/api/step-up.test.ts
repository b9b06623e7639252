import '../support/data-folder'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { POST as trail } from '@/app/api/audit/export/route'
import { POST as bundle } from '@/app/api/cases/[number]/bundle/route'
import { POST as receipt } from '@/app/api/cases/[number]/receipt/route'
import { POST as statement } from '@/app/api/cases/[number]/statement/route'
import { POST as statements } from '@/app/api/decisions/statements/route'
import { POST as chart } from '@/app/api/insights/[chart]/route'
import { POST as list } from '@/app/api/known-media/[listId]/route'
import type { Member } from '@/lib/access/actor'
import { decideCase } from '@/lib/cases/decide-case'
import { env } from '@/lib/env'
import { importList } from '@/lib/known/import-list'
import { purgeCase } from '@/lib/retention/purge-case'
import { useAuthSecret } from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { settle } from '../support/judging'
import { openKeptCase } from '../support/kept-case'
import { makeTeam, type TestTeam } from '../support/people'
import { stale } from '../support/stale'
import { passDeadline } from '../support/zero-retention'

let signedIn: Member
vi.mock('@/lib/access/session', () => ({ authenticateMember: async () => signedIn }))

const db = useTestDatabase()
let team: TestTeam
let number: string
let purged: string
let listId: string

beforeAll(async () => {
  env().DATABASE_APP_URL = db.appUrl
  useAuthSecret()
  team = await makeTeam()
  const decided = await openKeptCase(team.moderator)
  number = String(decided.number)
  await decideCase(team.moderator, { caseId: decided.caseId, finding: 'authentic', reason: 'It is what it says.' })
  await settle(db, decided.caseId)
  const gone = await openKeptCase(team.moderator, { zeroRetention: true })
  purged = String(gone.number)
  await passDeadline(db, gone.caseId)
  await purgeCase(gone.job)
  const text = `hash,kind,what,label\n${'cd'.repeat(32)},sha256,fake,x`
  await importList(team.admin, { name: 'Partners', source: '', licence: '', otherwise: 'fake', text })
  const [row] = await db.owner<{ id: string }[]>`select id from known_lists`
  listId = row?.id ?? ''
})
beforeEach(() => {
  signedIn = team.admin
})

const asked = (fields: Record<string, string>) =>
  new Request('http://localhost:3000/api/any', {
    method: 'POST',
    headers: { origin: 'http://localhost:3000', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  })
const at = <T>(params: T) => ({ params: Promise.resolve(params) })
const period = { from: '2026-01-01', to: new Date().toISOString().slice(0, 10), format: 'csv' }

/** Every address at which the portal hands out a file that leaves the house. */
const downloads: Record<string, () => Promise<Response>> = {
  'the trail': () => trail(asked({ format: 'csv', query: '' })),
  'the trail, to be verified': () => trail(asked({ format: 'jsonl', query: '' })),
  'a bundle': () => bundle(asked({}), at({ number })),
  'a bundle with media': () => bundle(asked({ media: 'on' }), at({ number })),
  'a receipt': () => receipt(asked({}), at({ number: purged })),
  'a statement': () => statement(asked({ format: 'json' }), at({ number })),
  'statements of a period': () => statements(asked(period)),
  'a list of known media': () => list(asked({}), at({ listId })),
}

const exported = async () =>
  Number((await db.owner`select count(*) as found from audit_events where type like '%exported'`)[0]?.found)

test.each(Object.entries(downloads))('%s: not without a proof, and the answer says what to do', async (_, download) => {
  const before = await exported()
  signedIn = stale(team.admin)
  const refused = await download()
  expect(refused.status).toBe(403)
  expect(refused.headers.get('content-disposition')).toBeNull()
  expect(await refused.json()).toEqual({
    success: false,
    message: expect.stringMatching(/^Confirm first that it is you: .* sign in again\. Nothing was done\.$/),
    error: expect.any(String),
    proof: true,
  })
  expect(await exported()).toBe(before)

  signedIn = team.admin
  const given = await download()
  expect(given.status).toBe(200)
  expect(given.headers.get('content-disposition')).toMatch(/^attachment/)
  await given.arrayBuffer()
  expect(await exported()).toBeGreaterThan(before)
})

test('a chart is asked for as well', async () => {
  signedIn = stale(team.manager)
  const refused = await chart(asked({ query: '' }), at({ chart: 'volume' }))
  expect(refused.status).toBe(403)
  expect(await refused.json()).toMatchObject({ proof: true })
  signedIn = team.manager
  expect((await chart(asked({ query: '' }), at({ chart: 'volume' }))).status).toBe(200)
})

test('who may not is told that, and not that a proof is missing', async () => {
  signedIn = stale(team.moderator)
  const refused = await bundle(asked({}), at({ number }))
  expect(refused.status).toBe(403)
  expect(await refused.json()).not.toHaveProperty('proof')
})
