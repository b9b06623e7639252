import { expect, test } from 'vitest'
import { findSession } from '@/lib/access/find-session'
import { sessionSeconds } from '@/lib/access/open-session'
import { verifyPassword } from '@/lib/access/password'
import { signInMember } from '@/lib/access/sign-in-member'
import { signOutMember, signOutSession } from '@/lib/access/sign-out-member'
import { listEvents } from '@/lib/audit/list-events'
import type { DocketError } from '@/lib/errors'
import { useTestDatabase } from '../support/database'
import { makeTeam, password } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
const address = '192.0.2.1'

test('a right password opens a session that says who it is and what they may do', async () => {
  const team = await makeTeam()
  const { sessionId } = await signInMember({ email: team.manager.email.toUpperCase(), password, address })
  expect(await findSession(sessionId)).toEqual({ ...team.manager, sessionId, provedAt: expect.any(Date) })
})

test('a session ends when it expires, on sign-out, on deactivation and on leaving the team', async () => {
  const team = await makeTeam()
  const open = () => signInMember({ email: team.moderator.email, password, address })

  const expired = await open()
  await db.owner`update sessions set expires_at = now() - interval '1 second' where id = ${expired.sessionId}`
  expect(await findSession(expired.sessionId)).toBeNull()

  const left = await open()
  const member = await findSession(left.sessionId)
  if (!member) throw new Error('no session')
  await signOutMember(member)
  expect(await findSession(left.sessionId)).toBeNull()

  const removed = await open()
  await db.owner`update members set deactivated_at = now() where id = ${team.moderator.memberId}`
  expect(await findSession(removed.sessionId)).toBeNull()
  await db.owner`update members set deactivated_at = null where id = ${team.moderator.memberId}`
  await db.owner`delete from memberships where member_id = ${team.moderator.memberId}`
  expect(await findSession(removed.sessionId)).toBeNull()
  expect(sessionSeconds).toBeLessThanOrEqual(24 * 3600)
})

test('a wrong password and an unknown e-mail are refused with the same sentence', async () => {
  const team = await makeTeam()
  await expectRefusal(
    signInMember({ email: team.admin.email, password: 'wrong', address }),
    'unauthorized',
    /do not match/,
  )
  await expectRefusal(signInMember({ email: 'nobody@example.test', password, address }), 'unauthorized', /do not match/)
  const { entries } = await listEvents(team.admin, { types: ['member.sign_in_failed'] })
  expect(entries).toMatchObject([{ actorKind: 'visitor', facts: { memberId: team.admin.memberId, why: 'password' } }])
})

test('a deactivated person cannot sign in', async () => {
  const team = await makeTeam()
  await db.owner`update members set deactivated_at = now() where id = ${team.manager.memberId}`
  await expectRefusal(signInMember({ email: team.manager.email, password, address }), 'unauthorized')
})

test('five failures lock this address out of this account, and nobody else', async () => {
  const team = await makeTeam()
  const from = (email: string, where: string, word: string) => signInMember({ email, password: word, address: where })
  for (let i = 0; i < 5; i += 1) await expectRefusal(from(team.admin.email, address, `wrong ${i}`), 'unauthorized')
  await expectRefusal(from(team.admin.email, address, password), 'too_many_requests', /15 minutes/)
  await expect(from(team.admin.email, '192.0.2.2', password)).resolves.toBeDefined()
  await expect(from(team.manager.email, address, password)).resolves.toBeDefined()
  await db.owner`update sign_in_failures set created_at = now() - interval '16 minutes'`
  await expect(from(team.admin.email, address, password)).resolves.toBeDefined()
})

test('forty guesses at once are still five', async () => {
  const team = await makeTeam()
  const guesses = await Promise.allSettled(
    Array.from({ length: 40 }, (_, i) => signInMember({ email: team.admin.email, password: `wrong ${i}`, address })),
  )
  const codes = guesses.map((one) => (one.status === 'rejected' ? (one.reason as DocketError).code : 'in'))
  expect(codes.filter((code) => code === 'unauthorized')).toHaveLength(5)
  expect(codes.filter((code) => code === 'too_many_requests')).toHaveLength(35)
})

test('right passwords are never counted, however often', async () => {
  const team = await makeTeam()
  for (let i = 0; i < 7; i += 1) await signInMember({ email: team.manager.email, password, address })
  expect(
    await db.owner`select * from sign_in_failures f where created_at > now() - interval '15 minutes'
    and exists (select 1 from sign_in_addresses a where a.subject_hash = f.subject_hash)`,
  ).toHaveLength(0)
})

test('after fifty failures from anywhere only addresses it was signed in from may go on', async () => {
  const team = await makeTeam()
  const from = (where: string, word: string) =>
    signInMember({ email: team.moderator.email, password: word, address: where })
  await from('192.0.2.50', password)
  for (let i = 0; i < 10; i += 1) {
    for (let j = 0; j < 5; j += 1) await expectRefusal(from(`198.51.100.${i}`, `wrong ${j}`), 'unauthorized')
  }
  await expectRefusal(from('198.51.100.99', password), 'too_many_requests')
  await expect(from('192.0.2.50', password)).resolves.toBeDefined()
  await expect(signInMember({ email: team.admin.email, password, address: '198.51.100.99' })).resolves.toBeDefined()
})

test('more than fifty waiting password checks are refused, and their attempts not counted', async () => {
  const many = await Promise.allSettled(Array.from({ length: 70 }, (_, i) => verifyPassword(null, `guess ${i}`)))
  const refused = many.filter((one) => one.status === 'rejected')
  expect(refused.length).toBeGreaterThan(0)
  for (const one of refused) expect(one.reason).toMatchObject({ code: 'too_many_requests' })
})

test('a session named by its id alone is ended, once', async () => {
  const team = await makeTeam()
  const { sessionId } = await signInMember({ email: team.admin.email, password, address })
  await signOutSession(sessionId)
  await signOutSession(sessionId)
  expect(await findSession(sessionId)).toBeNull()
  const { entries } = await listEvents(team.admin, { types: ['member.signed_out'] })
  expect(entries).toHaveLength(1)
})
