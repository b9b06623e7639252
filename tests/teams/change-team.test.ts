import { expect, test } from 'vitest'
import { listEvents } from '@/lib/audit/list-events'
import { changeTeam } from '@/lib/teams/change-team'
import { readSubmitDefaults, readTeam } from '@/lib/teams/read-team'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase } from '../support/rows'

const held = useTestDatabase()

test('an admin renames the team, and the trail says from what to what and no more', async () => {
  const team = await makeTeam()
  const kept = await changeTeam(team.admin, { name: 'Renamed desk' })
  expect(kept).toMatchObject({ name: 'Renamed desk', requireSecondStep: false })
  const { entries } = await listEvents(team.admin, { types: ['team.changed'] })
  expect(entries).toHaveLength(1)
  expect(entries[0]?.facts).toEqual({ before: { name: team.name }, after: { name: 'Renamed desk' } })
  expect((await readTeam(team.manager, {})).name).toBe('Renamed desk')
})

test('what Submit begins with is kept, and everybody who hands in can read it', async () => {
  const team = await makeTeam()
  const submitDefaults = { visualize: false, intelligence: true }
  await changeTeam(team.admin, { submitDefaults })
  expect(await readSubmitDefaults(team.moderator, {})).toEqual(submitDefaults)
  const { entries } = await listEvents(team.admin, { types: ['team.changed'] })
  expect(entries[0]?.facts).toEqual({
    before: { submitDefaults: { visualize: true, intelligence: false } },
    after: { submitDefaults },
  })
})

test('what is so already is no change', async () => {
  const team = await makeTeam()
  await changeTeam(team.admin, { name: team.name, submitDefaults: {} })
  await changeTeam(team.admin, { submitDefaults: { visualize: true, reverseSearch: false } })
  await changeTeam(team.admin, {})
  expect((await listEvents(team.admin, { types: ['team.changed'] })).entries).toEqual([])
})

test('a name is another team’s in whatever case, its own in any', async () => {
  const [team, other] = [await makeTeam(), await makeTeam()]
  await expectRefusal(changeTeam(team.admin, { name: other.name.toUpperCase() }), 'conflict', /already/)
  await expectRefusal(changeTeam(team.admin, { name: 'x'.repeat(81) }), 'bad_request', /80/)
  await changeTeam(team.admin, { name: team.name.toUpperCase() })
  expect((await readTeam(team.admin, {})).name).toBe(team.name.toUpperCase())
})

test('managers read it, moderators do not, and neither changes it', async () => {
  const team = await makeTeam()
  await openTestCase(team.admin)
  await held.owner`update memberships set deactivated_at = now()
    where team_id = ${team.teamId} and member_id = ${team.moderator.memberId}`
  expect(await readTeam(team.manager, {})).toMatchObject({ teamId: team.teamId, members: 2, cases: 1 })
  await expectRefusal(readTeam(team.moderator, {}), 'forbidden')
  await expectRefusal(changeTeam(team.manager, { name: 'No' }), 'forbidden')
  const long = new Date(Date.now() - 3_600_000)
  await expectRefusal(changeTeam({ ...team.admin, provedAt: long }, { name: 'No' }), 'proof_required')
})
