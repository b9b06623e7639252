import { afterEach, expect, test, vi } from 'vitest'
import { findSession } from '@/lib/access/find-session'
import { proveIdentity } from '@/lib/access/prove-identity'
import { readProofWays } from '@/lib/access/read-proof-ways'
import { recoveryCodeHash } from '@/lib/access/second-step/recovery-codes'
import { signInMember } from '@/lib/access/sign-in-member'
import { signOutMember } from '@/lib/access/sign-out-member'
import { listEvents } from '@/lib/audit/list-events'
import { env } from '@/lib/env'
import type { DocketError } from '@/lib/errors'
import { useTestDatabase } from '../support/database'
import { makeTeam, password, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { signedIn } from '../support/signed-in'

const db = useTestDatabase()
const address = '192.0.2.1'
const by = 'password'
afterEach(() => void vi.restoreAllMocks())

/** Somebody who signed in an hour ago. */
async function stale(person: { email: string }) {
  const { sessionId } = await signedIn(person)
  await db.owner`update sessions set proved_at = now() - interval '1 hour' where id = ${sessionId}`
  const member = await findSession(sessionId)
  if (!member) throw new Error('no session')
  return member
}

const isFresh = async ({ sessionId }: { sessionId: string }) =>
  Date.now() - ((await findSession(sessionId))?.provedAt.getTime() ?? 0) < 60_000

async function proofs(team: TestTeam) {
  const { entries } = await listEvents(team.admin, { types: ['member.proved', 'member.proof_failed'] })
  return entries.map(({ type, actorId, facts }) => ({ type, actorId, ...facts })).reverse()
}

test('the right password makes this session fresh, no other, and the trail says how', async () => {
  const team = await makeTeam()
  const [here, elsewhere] = [await stale(team.manager), await stale(team.manager)]
  await proveIdentity(here, { by, secret: password }, address)
  expect([await isFresh(here), await isFresh(elsewhere)]).toEqual([true, false])
  const { memberId } = team.manager
  expect(await proofs(team)).toEqual([{ type: 'member.proved', actorId: memberId, memberId, by }])
})

test('a wrong one does not; it is told, and nothing of what was typed is', async () => {
  const team = await makeTeam()
  const member = await stale(team.manager)
  const wrong = proveIdentity(member, { by, secret: 'not my password at all' }, address)
  await expectRefusal(wrong, 'unauthorized', /^That is not your password\./)
  await expect(wrong).rejects.toMatchObject({ fields: { secret: [expect.any(String)] } })
  expect(await isFresh(member)).toBe(false)
  const { memberId } = team.manager
  expect(await proofs(team)).toEqual([{ type: 'member.proof_failed', actorId: memberId, memberId }])
})

test('somebody else’s password proves nothing, nor does an empty one or a way there is not', async () => {
  const team = await makeTeam()
  await db.owner`update members set password_hash = (select password_hash from members where id = ${team.admin.memberId})
    where id = ${team.moderator.memberId}`
  const member = await stale(team.manager)
  await db.owner`update members set password_hash = null where id = ${team.manager.memberId}`
  await expectRefusal(proveIdentity(member, { by, secret: password }, address), 'unauthorized')
  await expectRefusal(proveIdentity(member, { by, secret: '' }, address), 'bad_request')
  const unknown = { by: 'a smile', secret: password } as unknown as Parameters<typeof proveIdentity>[1]
  await expectRefusal(proveIdentity(member, unknown, address), 'bad_request')
  await expectRefusal(proveIdentity(member, { by: 'second_step', secret: '123456' }, address), 'unauthorized', /code/)
  expect(await isFresh(member)).toBe(false)
})

test('five failures and it waits, whether they were of signing in or of this; from elsewhere it goes on', async () => {
  const team = await makeTeam()
  const member = await stale(team.manager)
  const prove = (secret: string, from = address) => proveIdentity(member, { by, secret }, from)
  for (const guess of ['one', 'two', 'three']) await expectRefusal(prove(guess), 'unauthorized')
  for (const guess of ['four', 'five'])
    await expectRefusal(signInMember({ email: member.email, password: guess, address }), 'unauthorized')
  await expectRefusal(prove(password), 'too_many_requests', /15 minutes/)
  await expectRefusal(signInMember({ email: member.email, password, address }), 'too_many_requests')
  expect(await isFresh(member)).toBe(false)
  await prove(password, '192.0.2.2')
  expect(await isFresh(member)).toBe(true)
})

test('forty guesses at once are still five, and a right one does not count', async () => {
  const team = await makeTeam()
  const member = await stale(team.manager)
  for (let i = 0; i < 6; i += 1) await proveIdentity(member, { by, secret: password }, address)
  const guesses = await Promise.allSettled(
    Array.from({ length: 40 }, (_, i) => proveIdentity(member, { by, secret: `wrong ${i}` }, address)),
  )
  const codes = guesses.map((one) => (one.status === 'rejected' ? (one.reason as DocketError).code : 'proved'))
  expect(codes.filter((code) => code === 'unauthorized')).toHaveLength(5)
  expect(codes.filter((code) => code === 'too_many_requests')).toHaveLength(35)
})

test('a session that has ended does not become fresh', async () => {
  const team = await makeTeam()
  const member = await stale(team.manager)
  await signOutMember(member)
  await proveIdentity(member, { by, secret: password }, address)
  const [row] = await db.owner`select proved_at > now() - interval '1 minute' as fresh from sessions
    where id = ${member.sessionId}`
  expect(row?.fresh).toBe(false)
})

test('a recovery code proves it once, and the trail says how many are left', async () => {
  const team = await makeTeam()
  const member = await stale(team.manager)
  const { memberId } = team.manager
  const code = '7K2M-9QXW-0ABD-5TZE'
  await db.owner`insert into recovery_codes (member_id, code_hash) values (${memberId}, ${recoveryCodeHash(code)})`
  const prove = () => proveIdentity(member, { by: 'second_step', secret: code }, address)
  await prove()
  expect(await isFresh(member)).toBe(true)
  await expectRefusal(prove(), 'unauthorized', /wrong or was used already/)
  const { entries } = await listEvents(team.admin, { types: ['member.recovery_code_used'] })
  expect(entries).toMatchObject([{ actorId: memberId, facts: { memberId, left: 0 } }])
  expect((await proofs(team)).map(({ type }) => type)).toEqual(['member.proved', 'member.proof_failed'])
})

test('by what somebody can prove it: what they have, and what this server has', async () => {
  const team = await makeTeam()
  const { memberId } = team.manager
  const ways = () => readProofWays(team.manager)
  expect(await ways()).toEqual({ password: true, code: false, provider: null })

  await db.owner`insert into second_steps (member_id, secret) values (${memberId}, 'begun, no code given yet')`
  expect((await ways()).code).toBe(false)
  await db.owner`update second_steps set confirmed_at = now() where member_id = ${memberId}`
  expect((await ways()).code).toBe(true)

  const issuer = 'https://login.example.test'
  await db.owner`update members set password_hash = null where id = ${memberId}`
  await db.owner`insert into oidc_identities (issuer, subject, member_id) values (${issuer}, 's', ${memberId})`
  expect(await ways()).toEqual({ password: false, code: true, provider: null })
  Object.assign(env(), {
    ...{ OIDC_ISSUER: issuer, OIDC_NAME: 'Example Login' },
    ...{ OIDC_CLIENT_ID: 'docket', OIDC_CLIENT_SECRET: 'a secret' },
  })
  expect(await ways()).toEqual({ password: false, code: true, provider: 'Example Login' })
  Object.assign(env(), { OIDC_ISSUER: 'https://another.example.test' })
  expect((await ways()).provider).toBeNull()
  Object.assign(env(), { OIDC_ISSUER: undefined })
})
