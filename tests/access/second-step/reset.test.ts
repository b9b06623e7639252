import crypto from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { findSession } from '@/lib/access/find-session'
import { hasSecondStep } from '@/lib/access/second-step/check-code'
import { resetSecondStep, resetSecondStepOf } from '@/lib/access/second-step/reset-second-step'
import { signInMember } from '@/lib/access/sign-in-member'
import { listEvents } from '@/lib/audit/list-events'
import { useTestDatabase } from '../../support/database'
import { makeTeam, password, type TestTeam } from '../../support/people'
import { expectRefusal } from '../../support/refusals'
import { codeOf, giveSecondStep } from '../../support/second-step'

const db = useTestDatabase()
beforeAll(() => {
  process.env.AUTH_SECRET = 'a secret for tests only, thirty-two characters'
})

async function signedIn({ moderator }: TestTeam): Promise<string> {
  const { secret } = await giveSecondStep(moderator)
  const given = { email: moderator.email, password, code: codeOf(secret), address: '192.0.2.1' }
  return (await signInMember(given)).sessionId
}

const changes = async ({ admin }: TestTeam) =>
  (await listEvents(admin, { types: ['member.second_step_changed'] })).entries
    .filter((entry) => (entry.facts as { before: boolean }).before)
    .map(({ actorKind, facts }) => ({ actorKind, facts }))

test('an admin takes it away; the person’s sessions end, and their password is enough again', async () => {
  const team = await makeTeam()
  const sessionId = await signedIn(team)
  const { memberId, email } = team.moderator
  await resetSecondStep(team.admin, { memberId })
  expect(await hasSecondStep(memberId)).toBe(false)
  expect(await findSession(sessionId)).toBeNull()
  expect(await signInMember({ email, password, address: '192.0.2.1' })).toMatchObject({ sessionId: expect.any(String) })
  expect(await changes(team)).toEqual([
    { actorKind: 'member', facts: expect.objectContaining({ memberId, before: true, after: false }) },
  ])
  await expectRefusal(resetSecondStep(team.admin, { memberId }), 'conflict')
})

test('only admins who have lately proved who they are, and only their own team’s people', async () => {
  const [team, other] = [await makeTeam(), await makeTeam()]
  await signedIn(team)
  const { memberId } = team.moderator
  for (const member of [team.moderator, team.manager]) {
    await expectRefusal(resetSecondStep(member, { memberId }), 'forbidden')
  }
  const stale = { ...team.admin, provedAt: new Date(Date.now() - 11 * 60_000) }
  await expectRefusal(resetSecondStep(stale, { memberId }), 'proof_required')
  await expectRefusal(resetSecondStep(other.admin, { memberId }), 'not_found')
  await expectRefusal(resetSecondStep(other.admin, { memberId: crypto.randomUUID() }), 'not_found')
  expect(await hasSecondStep(memberId)).toBe(true)
})

test('somebody in another team too is the operator’s to help, and both trails say so', async () => {
  const [team, other] = [await makeTeam(), await makeTeam()]
  const sessionId = await signedIn(team)
  const { memberId, email } = team.moderator
  await db.owner`insert into memberships (team_id, member_id, role) values (${other.teamId}, ${memberId}, 'moderator')`
  for (const { admin } of [team, other]) {
    await expectRefusal(resetSecondStep(admin, { memberId }), 'forbidden', /second-step-reset/)
  }
  expect(await hasSecondStep(memberId)).toBe(true)
  await resetSecondStepOf(` ${email.toUpperCase()} `)
  expect(await hasSecondStep(memberId)).toBe(false)
  expect(await findSession(sessionId)).toBeNull()
  for (const one of [team, other]) expect(await changes(one)).toMatchObject([{ actorKind: 'operator' }])
  await expectRefusal(resetSecondStepOf(email), 'conflict')
  await expectRefusal(resetSecondStepOf('nobody@example.test'), 'not_found')
})

test('also where they are shut out of the other team for now', async () => {
  const [team, other] = [await makeTeam(), await makeTeam()]
  const { memberId } = team.moderator
  await giveSecondStep(team.moderator)
  await db.owner`
    insert into memberships (team_id, member_id, role, deactivated_at) values (${other.teamId}, ${memberId}, 'admin', now())`
  await expectRefusal(resetSecondStep(team.admin, { memberId }), 'forbidden', /another team/)
  expect(await hasSecondStep(memberId)).toBe(true)
})
