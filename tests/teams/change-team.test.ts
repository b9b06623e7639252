import { expect, test } from 'vitest'
import { listEvents } from '@/lib/audit/list-events'
import { changeTeam } from '@/lib/teams/change-team'
import { readSubmitDefaults, readTeam } from '@/lib/teams/read-team'
import { type SubmitDefaults, submitOptionNames } from '@/lib/teams/team-rules'
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

test('every option of Submit can be the team’s, and the trail says of each that changed what it was', async () => {
  const team = await makeTeam()
  const submitDefaults: SubmitDefaults = {
    ...{ visualize: false, intelligence: true, audioSourceTracing: true, reverseSearch: true },
    ...{ modality: 'audio', frameLength: 4, faceOnly: false, useOodDetector: true, inferFromIntelligence: true },
    ...{ startRegion: 1.5, endRegion: 9, maxVideoSecs: 30, language: 'pt-BR' },
  }
  expect(Object.keys(submitDefaults).toSorted()).toEqual(submitOptionNames.toSorted())
  await changeTeam(team.admin, { submitDefaults })
  expect(await readSubmitDefaults(team.moderator, {})).toEqual(submitDefaults)
  await changeTeam(team.admin, { submitDefaults: { ...submitDefaults, language: null, frameLength: 1 } })
  const { entries } = await listEvents(team.admin, { types: ['team.changed'] })
  expect(entries[0]?.facts).toEqual({
    before: { submitDefaults: { language: 'pt-BR', frameLength: 4 } },
    after: { submitDefaults: { language: null, frameLength: 1 } },
  })
  const { faceOnly: _, ...changed } = submitDefaults
  expect(entries[1]?.facts).toMatchObject({ after: { submitDefaults: changed } })
  expect(entries[1]?.facts.before).toHaveProperty('submitDefaults.endRegion', null)
})

test.each<[string, object, RegExp]>([
  ['an option that Submit has not', { zeroRetention: true }, /submitDefaults/],
  ['windows longer than there are', { frameLength: 5 }, /submitDefaults/],
  ['a track that no video has', { modality: 'smell' }, /submitDefaults/],
  ['a span that ends before it begins', { startRegion: 9, endRegion: 9 }, /end after it begins/],
  ['part of a second', { maxVideoSecs: 1.5 }, /submitDefaults/],
  ['words for a language', { language: 'what they speak there' }, /such as en or pt-BR/],
])('%s is refused, and nothing is kept', async (_, submitDefaults, says) => {
  const team = await makeTeam()
  await expectRefusal(changeTeam(team.admin, { submitDefaults }), 'bad_request', says)
  expect(await readSubmitDefaults(team.moderator, {})).toEqual({})
  expect((await listEvents(team.admin, { types: ['team.changed'] })).entries).toEqual([])
})

test('nobody changes what Submit begins with but an admin who has just shown who they are, and each team has its own', async () => {
  const [team, other] = [await makeTeam(), await makeTeam()]
  const submitDefaults = { modality: 'audio' as const }
  for (const actor of [team.manager, team.moderator]) {
    await expectRefusal(changeTeam(actor, { submitDefaults }), 'forbidden')
  }
  const long = new Date(Date.now() - 3_600_000)
  await expectRefusal(changeTeam({ ...team.admin, provedAt: long }, { submitDefaults }), 'proof_required')
  await changeTeam(team.admin, { submitDefaults })
  expect(await readSubmitDefaults(other.moderator, {})).toEqual({})
})

test('the team says whether a Detect API analyses its cases', async () => {
  const team = await makeTeam()
  expect((await readTeam(team.manager, {})).sentElsewhere).toBe(false)
  await held.owner`insert into detector_connections (team_id, use, url, key_sealed)
    values (${team.teamId}, 'remote', 'https://api.test/v2', 'sealed')`
  expect((await readTeam(team.manager, {})).sentElsewhere).toBe(true)
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
