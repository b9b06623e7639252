import { beforeEach, expect, test } from 'vitest'
import type { Member } from '@/lib/access/actor'
import { listEvents } from '@/lib/audit/list-events'
import { acceptInvitation } from '@/lib/teams/accept-invitation'
import { changeRole } from '@/lib/teams/change-role'
import { checkInvitation } from '@/lib/teams/check-invitation'
import { deactivateMember } from '@/lib/teams/deactivate-member'
import { inviteMember } from '@/lib/teams/invite-member'
import { leaveTeam } from '@/lib/teams/leave-team'
import { removeMember } from '@/lib/teams/remove-member'
import { useTestDatabase } from '../support/database'
import { directory } from '../support/directory'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { waitedFor } from '../support/waited-for'

const db = useTestDatabase()
let team: TestTeam
/** An admin who goes. */
let going: Member

beforeEach(async () => {
  team = await makeTeam()
  await changeRole(team.admin, { memberId: team.manager.memberId, role: 'admin' })
  going = { ...team.manager, role: 'admin' }
})

const invite = async (by: Member) => {
  const { link, invitationId } = await inviteMember(by, { role: 'admin' })
  return { invitationId, token: link.split('/').at(-1) ?? '' }
}
const goes: [string, () => Promise<unknown>][] = [
  ['made a moderator', () => changeRole(team.admin, { memberId: going.memberId, role: 'moderator' })],
  ['removed', () => removeMember(team.admin, { memberId: going.memberId })],
  ['deactivated', () => deactivateMember(team.admin, { memberId: going.memberId })],
  ['gone by themselves', () => leaveTeam(going, {})],
  [
    'made a moderator by the provider',
    async () => {
      await db.owner`update memberships set source = 'directory' where member_id = ${going.memberId}`
      await directory(going.memberId, new Map([[team.teamId, 'moderator']]))
    },
  ],
]

test.each(goes)('invitations of an admin who is %s lead nowhere, and those of others still do', async (_, go) => {
  const [theirs, other] = [await invite(going), await invite(team.admin)]
  await go()
  expect(await checkInvitation(theirs.token)).toEqual({ state: 'revoked' })
  const outsider = (await makeTeam()).moderator
  await expectRefusal(acceptInvitation(theirs.token, { member: outsider }), 'gone', /revoked/)
  expect(await checkInvitation(other.token)).toMatchObject({ state: 'open' })
  const { entries } = await listEvents(team.admin, { types: ['member.invitation_revoked'] })
  expect(entries.map(({ facts }) => facts)).toEqual([{ invitationId: theirs.invitationId }])
})

test.each(goes)(
  'who accepts an invitation while its admin is %s finds no membership locked before it',
  async (_, go) => {
    const { invitationId } = await invite(going)
    let goings: Promise<unknown> = Promise.resolve()
    await db.owner.begin(async (accepting) => {
      await accepting`select 1 from invitations where id = ${invitationId} for update`
      goings = go()
      await waitedFor(db, 'invitations')
      await accepting`select 1 from memberships where team_id = ${team.teamId} for update nowait`
    })
    await expect(goings).resolves.not.toThrow()
  },
)
