import '../support/data-folder'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { POST } from '@/app/api/audit/verify/route'
import type { Member } from '@/lib/access/actor'
import { readVerification } from '@/lib/audit/read-verification'
import { sealAll } from '@/lib/audit/seal-trail'
import { DocketError } from '@/lib/errors'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase } from '../support/rows'
import { patience } from '../support/trail'

let signedIn: Member | null = null
vi.mock('@/lib/access/session', () => ({
  authenticateMember: async () => {
    if (!signedIn) throw new DocketError('unauthorized', 'You are signed out.')
    return signedIn
  },
}))

const db = useTestDatabase()
let team: TestTeam

beforeAll(async () => {
  team = await makeTeam()
  await openTestCase(team.moderator)
  await sealAll(team.teamId, patience)
})
beforeEach(() => {
  signedIn = team.manager
})

async function verify(origin = 'http://localhost:3000') {
  const answer = await POST(
    new Request('http://localhost:3000/api/audit/verify', { method: 'POST', headers: { origin } }),
  )
  const text = await answer.text()
  return {
    status: answer.status,
    lines: text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  }
}

test('before anything was verified the page knows so', async () => {
  const { last, checkpoint } = await readVerification(team.manager, {})
  expect(last).toBeNull()
  expect(checkpoint?.size).toBeGreaterThan(0)
})

test('tells how far it has come, and the result, which is an event with who asked', async () => {
  const { status, lines } = await verify()
  expect(status).toBe(200)
  const { result } = lines.at(-1)
  expect(result).toMatchObject({ found: 0, problems: [] })
  expect(lines.slice(0, -1).every((line) => typeof line.done === 'number')).toBe(true)
  const { last } = await readVerification(team.manager, {})
  expect(last).toMatchObject({ ok: true, entries: result.entries, problems: 0, actorName: 'Max Manager' })
})

test('names what was tampered with', async () => {
  await db.owner`alter table audit_events disable trigger user`
  await db.owner`update audit_events set facts = facts || '{"number": 77}' where type = 'case.opened' and team_id = ${team.teamId}`
  await db.owner`alter table audit_events enable trigger user`
  const { lines } = await verify()
  const { result } = lines.at(-1)
  expect(result.found).toBe(1)
  expect(result.problems[0]).toMatchObject({ kind: 'entry_changed', says: expect.stringContaining('case.opened') })
  expect((await readVerification(team.manager, {})).last).toMatchObject({ ok: false, problems: 1 })
})

test('one at a time', async () => {
  const [one, other] = await Promise.all([verify(), verify()])
  expect([one.status, other.status].sort()).toEqual([200, 409])
  expect((await verify()).status).toBe(200)
})

test('is refused to moderators, strangers and other pages', async () => {
  signedIn = team.moderator
  expect((await verify()).status).toBe(403)
  await expectRefusal(readVerification(team.moderator, {}), 'forbidden', /trail/)
  signedIn = null
  expect((await verify()).status).toBe(401)
  signedIn = team.manager
  expect((await verify('https://evil.test')).status).toBe(403)
})

test('another team’s result is its own', async () => {
  const other = await makeTeam()
  expect((await readVerification(other.manager, {})).last).toBeNull()
})
