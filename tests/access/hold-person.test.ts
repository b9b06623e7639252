import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { endOtherSessions } from '@/lib/access/end-other-sessions'
import { findSession } from '@/lib/access/find-session'
import { makeResetLink } from '@/lib/access/make-reset-link'
import { redeemResetLink } from '@/lib/access/redeem-reset-link'
import { signInMember } from '@/lib/access/sign-in-member'
import { addMember } from '@/lib/teams/add-member'
import { switchTeam } from '@/lib/teams/switch-team'
import { useTestDatabase } from '../support/database'
import { makeTeam, password } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
const address = '192.0.2.1'

async function open(email: string) {
  const { sessionId } = await signInMember({ email, password, address })
  const member = await findSession(sessionId)
  if (!member) throw new Error('no session')
  return member
}

/** Runs `meanwhile` while another transaction keeps others waiting, and answers once that has ended. */
async function whileHeld(statement: string, meanwhile: () => Promise<void>): Promise<void> {
  await db.owner.begin(async (tx) => {
    await tx.unsafe(statement)
    await meanwhile()
  })
}

test('a session that changes team while all are ended does not get away', async () => {
  const teams = [await makeTeam(), await makeTeam()].sort((one, other) => (one.teamId < other.teamId ? -1 : 1))
  const [first, second] = teams
  if (!first || !second) throw new Error('no teams')
  const { email, name } = first.moderator
  await addMember(second.operator, { email, name, password, role: 'manager' })
  const here = await open(email)
  const there = await open(email)
  const fleeing = await open(email)
  await switchTeam(fleeing, { teamId: second.teamId })

  let ending: Promise<unknown> = Promise.resolve()
  let going: Promise<unknown> = Promise.resolve()
  // Sessions are ended by team, in this order: the second's wait for this one of the first's.
  await whileHeld(`select id from sessions where id = '${there.sessionId}' for update`, async () => {
    ending = endOtherSessions(here, {})
    await pause(500)
    const now = await findSession(fleeing.sessionId)
    going = now ? switchTeam(now, { teamId: first.teamId }).catch(() => {}) : going
    await Promise.race([going, pause(1000)])
  })
  expect(await ending).toEqual({ ended: 2 })
  await going
  expect(await findSession(fleeing.sessionId)).toBeNull()
  expect(await findSession(there.sessionId)).toBeNull()
  expect(await findSession(here.sessionId)).not.toBeNull()
})

test('a sign-in whose password is changed while it is checked opens no session', async () => {
  const { admin, moderator } = await makeTeam()
  const { link } = await makeResetLink(admin, { memberId: moderator.memberId })
  let signingIn: Promise<unknown> = Promise.resolve()
  // The password was found right, and the address is to be noted.
  await whileHeld('lock table sign_in_addresses in access exclusive mode', async () => {
    signingIn = signInMember({ email: moderator.email, password, address })
    signingIn.catch(() => {})
    await pause(700)
    await redeemResetLink({ token: link.split('/').at(-1) ?? '', password: 'a wholly other passphrase' })
  })
  await expectRefusal(signingIn, 'unauthorized', /do not match/)
  expect(
    await db.owner`select id from sessions where member_id = ${moderator.memberId} and revoked_at is null`,
  ).toEqual([])
})
