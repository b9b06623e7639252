import { beforeAll, expect, test } from 'vitest'
import { findSession } from '@/lib/access/find-session'
import { beginSecondStep } from '@/lib/access/second-step/begin-second-step'
import { confirmSecondStep } from '@/lib/access/second-step/confirm-second-step'
import { removeSecondStep } from '@/lib/access/second-step/remove-second-step'
import { signInMember } from '@/lib/access/sign-in-member'
import { listEvents } from '@/lib/audit/list-events'
import { requireSecondStep } from '@/lib/teams/require-second-step'
import { useTestDatabase } from '../../support/database'
import { makeTeam, password } from '../../support/people'
import { expectRefusal } from '../../support/refusals'
import { codeOf, giveSecondStep } from '../../support/second-step'

const db = useTestDatabase()
const address = '192.0.2.1'
beforeAll(() => {
  process.env.AUTH_SECRET = 'a secret for tests only, thirty-two characters'
})

test('an admin with a second step asks it of everybody; the trail has before and after, once', async () => {
  const { admin } = await makeTeam()
  await expectRefusal(requireSecondStep(admin, { required: true }), 'conflict', /your own second step first/)
  await giveSecondStep(admin)
  for (const required of [true, true, false]) await requireSecondStep(admin, { required })
  const { entries } = await listEvents(admin, { types: ['team.changed'] })
  expect(entries.map((entry) => entry.facts)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ before: { requireSecondStep: false }, after: { requireSecondStep: true } }),
      expect.objectContaining({ before: { requireSecondStep: true }, after: { requireSecondStep: false } }),
    ]),
  )
  expect(entries).toHaveLength(2)
})

test('an admin who has no password here asks it of those who have', async () => {
  const { admin } = await makeTeam()
  await db.owner`update members set password_hash = null where id = ${admin.memberId}`
  expect(await requireSecondStep(admin, { required: true })).toEqual({ required: true })
})

test('nobody but an admin who has lately proved it, and the operator', async () => {
  const { admin, manager, moderator, operator, worker } = await makeTeam()
  for (const actor of [manager, moderator, worker]) {
    await expectRefusal(requireSecondStep(actor, { required: true }), 'forbidden')
  }
  const stale = { ...admin, provedAt: new Date(Date.now() - 11 * 60_000) }
  await expectRefusal(requireSecondStep(stale, { required: true }), 'proof_required')
  expect(await requireSecondStep(operator, { required: true })).toEqual({ required: true })
})

test('sessions that are open need it from their next request on, until it is set up; it cannot be turned off then', async () => {
  const { moderator, operator } = await makeTeam()
  const { sessionId } = await signInMember({ email: moderator.email, password, address })
  expect(await findSession(sessionId)).not.toHaveProperty('needsSecondStep')
  await requireSecondStep(operator, { required: true })
  expect(await findSession(sessionId)).toMatchObject({ needsSecondStep: true })

  const { secret } = await beginSecondStep(moderator, {})
  expect(await findSession(sessionId)).toMatchObject({ needsSecondStep: true })
  await confirmSecondStep(moderator, { code: codeOf(secret) })
  expect(await findSession(sessionId)).not.toHaveProperty('needsSecondStep')
  await expectRefusal(removeSecondStep(moderator, {}), 'forbidden', /asks for a second step/)
})

test('whoever was signed in by their organisation needs none here', async () => {
  const { moderator, operator } = await makeTeam()
  const { sessionId } = await signInMember({ email: moderator.email, password, address })
  await requireSecondStep(operator, { required: true })
  await db.owner`update sessions set by = 'oidc' where id = ${sessionId}`
  expect(await findSession(sessionId)).not.toHaveProperty('needsSecondStep')
})
