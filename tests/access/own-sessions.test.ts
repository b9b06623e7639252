import crypto from 'node:crypto'
import { expect, test } from 'vitest'
import { endOtherSessions } from '@/lib/access/end-other-sessions'
import { endSession } from '@/lib/access/end-session'
import { findSession } from '@/lib/access/find-session'
import { listOwnSessions } from '@/lib/access/list-own-sessions'
import { noteSession } from '@/lib/access/note-session'
import { signInMember } from '@/lib/access/sign-in-member'
import { listEvents } from '@/lib/audit/list-events'
import { useTestDatabase } from '../support/database'
import { makeTeam, password, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()

async function open(email: string, address = '192.0.2.1') {
  const { sessionId } = await signInMember({ email, password, address, browser: 'Firefox on Linux' })
  const member = await findSession(sessionId)
  if (!member) throw new Error('no session')
  return member
}

/** A session of somebody's in another team, as switching leaves one. */
async function openIn(team: TestTeam, memberId: string): Promise<string> {
  const id = crypto.randomUUID()
  await db.owner`insert into memberships (team_id, member_id, role) values (${team.teamId}, ${memberId}, 'moderator')`
  await db.owner`
    insert into sessions (id, team_id, member_id, expires_at)
    values (${id}, ${team.teamId}, ${memberId}, now() + interval '1 hour')`
  return id
}

const endedIn = async (team: TestTeam) =>
  (await listEvents(team.admin, { types: ['member.sessions_ended'] })).entries.map(({ facts }) => facts)

test('one’s own sessions are listed, this one first, with what they are told apart by', async () => {
  const team = await makeTeam()
  const first = await open(team.moderator.email, '192.0.2.1')
  const second = await open(team.moderator.email, '192.0.2.2')
  await open(team.manager.email)
  const listed = await listOwnSessions(first, {})
  expect(listed.map((one) => [one.sessionId, one.present, one.browser, one.address, one.by, one.otherTeam])).toEqual([
    [first.sessionId, true, 'Firefox on Linux', '192.0.2.1', 'password', null],
    [second.sessionId, false, 'Firefox on Linux', '192.0.2.2', 'password', null],
  ])
})

test('a session that is ended is out at its next request, and the trail says so', async () => {
  const team = await makeTeam()
  const [here, there] = [await open(team.moderator.email), await open(team.moderator.email)]
  await endSession(here, { sessionId: there.sessionId })
  expect(await findSession(there.sessionId)).toBeNull()
  expect(await findSession(here.sessionId)).not.toBeNull()
  expect(await endedIn(team)).toEqual([{ memberId: here.memberId, sessions: 1 }])
  await expectRefusal(endSession(here, { sessionId: there.sessionId }), 'not_found')
})

test('a session in another team is listed with its name and ended in that team’s trail', async () => {
  const [one, two] = [await makeTeam(), await makeTeam()]
  const here = await open(one.moderator.email)
  const there = await openIn(two, here.memberId)
  const [, other] = await listOwnSessions(here, {})
  expect(other).toMatchObject({ sessionId: there, otherTeam: two.name, present: false, browser: 'An unknown browser' })
  await endSession(here, { sessionId: there })
  expect(await findSession(there)).toBeNull()
  expect(await endedIn(two)).toEqual([{ memberId: here.memberId, sessions: 1 }])
  expect(await endedIn(one)).toEqual([])
})

test('nobody ends somebody else’s session, an unknown one or none', async () => {
  const [one, two] = [await makeTeam(), await makeTeam()]
  const mine = await open(one.admin.email)
  const theirs = await open(one.moderator.email)
  const elsewhere = await open(two.admin.email)
  for (const sessionId of [theirs.sessionId, elsewhere.sessionId, crypto.randomUUID()]) {
    await expectRefusal(endSession(mine, { sessionId }), 'not_found')
  }
  await expectRefusal(endSession(mine, { sessionId: 'all of them' }), 'bad_request')
  expect(await findSession(theirs.sessionId)).not.toBeNull()
  expect(await findSession(elsewhere.sessionId)).not.toBeNull()
})

test('all others end at once, in every team, and one’s own goes on', async () => {
  const [one, two] = [await makeTeam(), await makeTeam()]
  const here = await open(one.manager.email)
  const others = [await open(one.manager.email), await open(one.manager.email)]
  const far = await openIn(two, here.memberId)
  const bystander = await open(one.moderator.email)
  expect(await endOtherSessions(here, {})).toEqual({ ended: 3 })
  for (const { sessionId } of others) expect(await findSession(sessionId)).toBeNull()
  expect(await findSession(far)).toBeNull()
  expect(await findSession(here.sessionId)).not.toBeNull()
  expect(await findSession(bystander.sessionId)).not.toBeNull()
  expect(await endedIn(one)).toEqual([{ memberId: here.memberId, sessions: 2 }])
  expect(await endedIn(two)).toEqual([{ memberId: here.memberId, sessions: 1 }])
  expect(await endOtherSessions(here, {})).toEqual({ ended: 0 })
  expect(await endedIn(one)).toHaveLength(1)
})

test('keys, the worker and the operator have no sessions of their own', async () => {
  const { worker, operator, teamId } = await makeTeam()
  const key = { kind: 'api-key' as const, teamId, keyId: crypto.randomUUID(), scopes: ['read' as const] }
  for (const actor of [worker, operator, key]) {
    await expectRefusal(listOwnSessions(actor, {}), 'forbidden')
    await expectRefusal(endOtherSessions(actor, {}), 'forbidden')
  }
})

test('when a session was last seen is noted once a minute', async () => {
  const team = await makeTeam()
  const { sessionId } = await open(team.moderator.email)
  const seen = async () =>
    (await db.owner<{ at: Date }[]>`select last_seen_at as at from sessions where id = ${sessionId}`)[0]?.at.getTime()
  await db.owner`update sessions set last_seen_at = now() - interval '5 minutes' where id = ${sessionId}`
  const before = (await seen()) ?? 0
  await noteSession({ teamId: team.teamId, sessionId })
  const noted = (await seen()) ?? 0
  expect(noted - before).toBeGreaterThan(4 * 60_000)
  await db.owner`update sessions set last_seen_at = now() - interval '5 minutes' where id = ${sessionId}`
  await noteSession({ teamId: team.teamId, sessionId })
  expect(Date.now() - ((await seen()) ?? 0)).toBeGreaterThan(4 * 60_000)
})

test('a use that cannot be noted refuses nobody', async () => {
  await expect(noteSession({ teamId: 'no team', sessionId: 'no session' })).resolves.toBeUndefined()
})
