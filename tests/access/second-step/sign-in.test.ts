import { beforeAll, expect, test } from 'vitest'
import { findSession } from '@/lib/access/find-session'
import { CodeNeeded, signInMember } from '@/lib/access/sign-in-member'
import { listEvents } from '@/lib/audit/list-events'
import type { DocketError } from '@/lib/errors'
import { useTestDatabase } from '../../support/database'
import { makeTeam, password } from '../../support/people'
import { expectRefusal } from '../../support/refusals'
import { codeOf, giveSecondStep } from '../../support/second-step'

const db = useTestDatabase()
const address = '192.0.2.1'
beforeAll(() => {
  process.env.AUTH_SECRET = 'a secret for tests only, thirty-two characters'
})

const outcome = (signIn: Promise<unknown>) =>
  signIn.then(
    () => 'in',
    (error: DocketError) => (error instanceof CodeNeeded ? (error.given ? 'wrong code' : 'code') : error.code),
  )

test('a right password alone is asked for a code, and opens nothing', async () => {
  const { moderator } = await makeTeam()
  const { secret } = await giveSecondStep(moderator)
  const signIn = (code?: string, word = password) =>
    signInMember({ email: moderator.email, password: word, code, address })
  for (const blank of [undefined, '', '  ']) expect(await outcome(signIn(blank))).toBe('code')
  expect(await db.owner`select id from sessions where member_id = ${moderator.memberId}`).toHaveLength(0)

  const { sessionId } = await signIn(codeOf(secret))
  expect(await findSession(sessionId)).toMatchObject({ memberId: moderator.memberId })
  expect(await outcome(signIn(codeOf(secret)))).toBe('wrong code')
})

test('a wrong password with a right code is a wrong password, and the code is not used up', async () => {
  const { moderator } = await makeTeam()
  const { secret } = await giveSecondStep(moderator)
  const code = codeOf(secret)
  const wrong = signInMember({ email: moderator.email, password: 'wrong', code, address })
  await expectRefusal(wrong, 'unauthorized', /do not match/)
  expect(await outcome(signInMember({ email: moderator.email, password, code, address }))).toBe('in')
})

test('being asked for a code counts as no failure, however often', async () => {
  const { manager } = await makeTeam()
  const { secret } = await giveSecondStep(manager)
  const signIn = (code?: string) => signInMember({ email: manager.email, password, code, address: '192.0.2.7' })
  for (let i = 0; i < 8; i += 1) expect(await outcome(signIn())).toBe('code')
  expect(await outcome(signIn(codeOf(secret)))).toBe('in')
})

test('whoever has the password has five guesses at the code, at once or one by one; then the right one waits too', async () => {
  const { admin } = await makeTeam()
  const { secret } = await giveSecondStep(admin)
  const right = new Set([-2, -1, 0, 1, 2].map((step) => codeOf(secret, step)))
  const guesses = Array.from({ length: 60 }, (_, i) => String(100_000 + i)).filter((guess) => !right.has(guess))
  const signIn = (code: string, from = address) => signInMember({ email: admin.email, password, code, address: from })
  const outcomes = await Promise.all(guesses.slice(0, 40).map((guess) => outcome(signIn(guess))))
  expect(outcomes.filter((one) => one === 'wrong code')).toHaveLength(5)
  expect(outcomes.filter((one) => one === 'too_many_requests')).toHaveLength(35)
  expect(await outcome(signIn(codeOf(secret)))).toBe('too_many_requests')
  expect(await outcome(signIn(codeOf(secret), '192.0.2.2'))).toBe('in')

  const { entries } = await listEvents(admin, { types: ['member.sign_in_failed'] })
  const whys = entries.map((entry) => (entry.facts as { why: string }).why)
  expect(whys.filter((why) => why === 'second_step')).toHaveLength(5)
})

test('from everywhere together it is fifty guesses, passwords and codes counted alike', async () => {
  const { manager } = await makeTeam()
  const { secret } = await giveSecondStep(manager)
  const right = new Set([-2, -1, 0, 1, 2].map((step) => codeOf(secret, step)))
  const guess = ['123456', '234567', '345678', '456789', '567890', '678901'].find((one) => !right.has(one)) ?? ''
  const signIn = (from: number, word: string, code: string) =>
    outcome(signInMember({ email: manager.email, password: word, code, address: `198.51.100.${from}` }))
  for (let i = 0; i < 10; i += 1) {
    for (let j = 0; j < 5; j += 1) await signIn(i, j % 2 ? password : 'wrong', guess)
  }
  expect(await signIn(99, password, codeOf(secret))).toBe('too_many_requests')
})

test('a recovery code signs in once, and the trail says how many are left', async () => {
  const { moderator, admin } = await makeTeam()
  const { recoveryCodes } = await giveSecondStep(moderator)
  const [code = ''] = recoveryCodes
  const signIn = () => outcome(signInMember({ email: moderator.email, password, code, address }))
  const race = await Promise.all([signIn(), signIn(), signIn()])
  expect(race.filter((one) => one === 'in')).toHaveLength(1)
  const { entries } = await listEvents(admin, { types: ['member.recovery_code_used'] })
  expect(entries).toMatchObject([{ actorKind: 'visitor', facts: { memberId: moderator.memberId, left: 9 } }])
})

test('somebody without a password here fails as a wrong password does', async () => {
  const { moderator } = await makeTeam()
  await db.owner`update members set password_hash = null where id = ${moderator.memberId}`
  for (const word of [password, ''])
    await expectRefusal(
      signInMember({ email: moderator.email, password: word, address }),
      'unauthorized',
      /do not match/,
    )
})
