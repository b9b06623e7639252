import { beforeAll, expect, test } from 'vitest'
import { beginSecondStep } from '@/lib/access/second-step/begin-second-step'
import { readSignInRules } from '@/lib/teams/read-sign-in-rules'
import { requireSecondStep } from '@/lib/teams/require-second-step'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { giveSecondStep } from '../support/second-step'

const db = useTestDatabase()
beforeAll(() => {
  process.env.AUTH_SECRET = 'a secret for tests only, thirty-two characters'
})

test('says who has a second step and who signs in elsewhere, of the people who can come in now', async () => {
  const [team, other] = [await makeTeam(), await makeTeam()]
  await giveSecondStep(team.admin)
  await giveSecondStep(other.admin)
  await beginSecondStep(team.moderator, {})
  await db.owner`update members set password_hash = null where id = ${team.manager.memberId}`
  expect(await readSignInRules(team.manager, {})).toEqual({
    required: false,
    people: [
      { memberId: team.admin.memberId, name: 'Ada Admin', password: true, secondStep: true },
      { memberId: team.manager.memberId, name: 'Max Manager', password: false, secondStep: false },
      { memberId: team.moderator.memberId, name: 'Mo Moderator', password: true, secondStep: false },
    ],
  })
  await requireSecondStep(team.operator, { required: true })
  await db.owner`update memberships set deactivated_at = now() where member_id = ${team.moderator.memberId}`
  await db.owner`update memberships set removed_at = now() where member_id = ${team.manager.memberId}`
  const { required, people } = await readSignInRules(team.admin, {})
  expect(required).toBe(true)
  expect(people.map(({ memberId }) => memberId)).toEqual([team.admin.memberId])
})

test('is for those who may see how the team is set', async () => {
  const { moderator, worker } = await makeTeam()
  for (const actor of [moderator, worker]) await expectRefusal(readSignInRules(actor, {}), 'forbidden')
})
