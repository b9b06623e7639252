import { expect, test } from 'vitest'
import { changePassword } from '@/lib/access/change-password'
import { findSession } from '@/lib/access/find-session'
import { signInMember } from '@/lib/access/sign-in-member'
import { listEvents } from '@/lib/audit/list-events'
import { useTestDatabase } from '../support/database'
import { makeTeam, password } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
const next = 'a wholly other passphrase'

async function open(email: string, word = password, address = '192.0.2.1') {
  const { sessionId } = await signInMember({ email, password: word, address })
  const member = await findSession(sessionId)
  if (!member) throw new Error('no session')
  return member
}

test('a changed password signs in, the old one does not, and the other sessions have ended', async () => {
  const team = await makeTeam()
  const [here, other] = [await open(team.moderator.email), await open(team.moderator.email)]
  expect(await changePassword(here, { present: password, password: next })).toEqual({ ended: 1 })
  expect(await findSession(other.sessionId)).toBeNull()
  expect(await findSession(here.sessionId)).not.toBeNull()
  await expect(open(team.moderator.email, next)).resolves.toBeDefined()
  await expectRefusal(signInMember({ email: here.email, password, address: '192.0.2.2' }), 'unauthorized')
  const { entries } = await listEvents(team.admin, { types: ['member.password_changed', 'member.sessions_ended'] })
  expect(entries.map(({ facts }) => facts)).toEqual(
    expect.arrayContaining([
      { memberId: here.memberId, how: 'self' },
      { memberId: here.memberId, sessions: 1 },
    ]),
  )
})

test('the present password is asked for, and wrong ones are told of', async () => {
  const team = await makeTeam()
  const here = await open(team.manager.email)
  await expectRefusal(changePassword(here, { present: 'not it', password: next }), 'bad_request', /present password/)
  await expectRefusal(changePassword(here, { password: next }), 'bad_request', /present password/)
  await expect(open(team.manager.email)).resolves.toBeDefined()
  const { entries } = await listEvents(team.admin, { types: ['member.proof_failed'] })
  expect(entries).toHaveLength(2)
})

test('five wrong present passwords close this to the session, and not to another', async () => {
  const team = await makeTeam()
  const [here, other] = [await open(team.manager.email), await open(team.manager.email)]
  for (let i = 0; i < 5; i += 1) {
    await expectRefusal(changePassword(here, { present: `guess ${i}`, password: next }), 'bad_request')
  }
  await expectRefusal(changePassword(here, { present: password, password: next }), 'too_many_requests', /15 minutes/)
  await expect(changePassword(other, { present: password, password: next })).resolves.toBeDefined()
})

test('failed sign-ins from anywhere do not keep anybody from changing theirs', async () => {
  const team = await makeTeam()
  const here = await open(team.admin.email)
  for (let i = 0; i < 6; i += 1) {
    await signInMember({ email: here.email, password: 'wrong', address: '203.0.113.9' }).catch(() => {})
  }
  await expect(changePassword(here, { present: password, password: next })).resolves.toBeDefined()
})

test('what is short, the same or easily guessed is refused with why', async () => {
  const team = await makeTeam()
  const here = await open(team.moderator.email)
  const to = (word: string) => changePassword(here, { present: password, password: word })
  await expectRefusal(to('short'), 'bad_request', /12 characters/)
  await expectRefusal(to(password), 'bad_request', /already/)
  await expectRefusal(to(`${here.email}`), 'bad_request', /your e-mail/)
  await expectRefusal(to(team.name.repeat(2)), 'bad_request')
  await expectRefusal(to('passwordpassword'), 'bad_request', /most common/)
  await expect(open(team.moderator.email)).resolves.toBeDefined()
})

test('whoever has none proves of late who they are, and then sets one', async () => {
  const team = await makeTeam()
  const here = await open(team.moderator.email)
  await db.owner`update members set password_hash = null where id = ${here.memberId}`
  const stale = { ...here, provedAt: new Date(Date.now() - 11 * 60_000) }
  await expectRefusal(changePassword(stale, { password: next }), 'proof_required')
  await expect(changePassword(here, { password: next })).resolves.toEqual({ ended: 0 })
  await expect(open(team.moderator.email, next)).resolves.toBeDefined()
})

test('nobody but a person has a password to change', async () => {
  const { worker, operator } = await makeTeam()
  await expectRefusal(changePassword(worker, { password: next }), 'forbidden')
  await expectRefusal(changePassword(operator, { password: next }), 'forbidden')
})
