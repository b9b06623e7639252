import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Member } from '@/lib/access/actor'
import { changePassword } from '@/lib/access/change-password'
import { confirmSecondStep } from '@/lib/access/second-step/confirm-second-step'
import { removeSecondStep } from '@/lib/access/second-step/remove-second-step'
import { renewRecoveryCodes } from '@/lib/access/second-step/renew-recovery-codes'
import type { AuditEventType } from '@/lib/audit/events'
import { listEvents } from '@/lib/audit/list-events'
import { sealAll } from '@/lib/audit/seal-trail'
import { inspectTrail } from '@/lib/audit/verify-trail'
import { useTestDatabase } from '../support/database'
import { makeTeam, password, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { giveSecondStep } from '../support/second-step'
import { patience } from '../support/trail'

const db = useTestDatabase()
const next = 'a wholly other passphrase'
beforeAll(() => {
  process.env.AUTH_SECRET = 'a secret for tests only, thirty-two characters'
})

/** The person is in the first two, shut out of the third, and no longer in the fourth. */
let teams: [TestTeam, TestTeam, TestTeam, TestTeam]
let member: Member
beforeEach(async () => {
  teams = [await makeTeam(), await makeTeam(), await makeTeam(), await makeTeam()]
  member = teams[0].moderator
  const [, two, three, four] = teams.map(({ teamId }) => teamId)
  await db.owner`insert into memberships (team_id, member_id, role, deactivated_at, removed_at) values
    (${two ?? ''}, ${member.memberId}, 'moderator', null, null),
    (${three ?? ''}, ${member.memberId}, 'moderator', now(), null),
    (${four ?? ''}, ${member.memberId}, 'moderator', null, now())`
})

/** What each team's trail has of it, in the order of the teams. */
const told = (type: AuditEventType) =>
  Promise.all(
    teams.map(async ({ admin }) =>
      (await listEvents(admin, { types: [type] })).entries.map(({ facts, actorKind }) => ({ ...facts, actorKind })),
    ),
  )

test('a changed password is told to every team that the person is working in, and to no other', async () => {
  await changePassword(member, { present: password, password: next })
  const said = { memberId: member.memberId, how: 'self', actorKind: 'member' }
  expect(await told('member.password_changed')).toEqual([[said], [said], [], []])
})

test('one that was refused is told to nobody', async () => {
  await expectRefusal(changePassword(member, { present: 'not it', password: next }), 'bad_request')
  expect((await told('member.password_changed')).flat()).toEqual([])
})

test('so are a second step that is set up, its codes made new, and turned off', async () => {
  await giveSecondStep(member)
  await renewRecoveryCodes(member, {})
  await removeSecondStep(member, {})
  const [here, there, ...rest] = await told('member.second_step_changed')
  expect(here).toMatchObject([
    { before: true, after: false },
    { before: false, after: true },
  ])
  expect(there).toEqual(here)
  expect(rest).toEqual([[], []])
  expect((await told('member.recovery_codes_renewed')).map(({ length }) => length)).toEqual([1, 1, 0, 0])
  await expectRefusal(confirmSecondStep(member, { code: '000000' }), 'conflict')
})

test('no team learns of another by it, and each trail is sealed by itself', async () => {
  await changePassword(member, { present: password, password: next })
  const [here, there] = teams
  expect(JSON.stringify((await listEvents(there.admin, {})).entries)).not.toContain(here.teamId)
  for (const { teamId } of [here, there]) {
    expect(await sealAll(teamId, patience)).toBeGreaterThan(0)
    expect(await inspectTrail(teamId)).toMatchObject({ found: 0 })
  }
})
