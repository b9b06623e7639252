import crypto from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listEvents } from '@/lib/audit/list-events'
import { env } from '@/lib/env'
import { changeTeam } from '@/lib/teams/change-team'
import { createTeam } from '@/lib/teams/create-team'
import { findTeam } from '@/lib/teams/find-team'
import { readTeam } from '@/lib/teams/read-team'
import { setUpTeam } from '@/lib/teams/set-up-team'
import { useTestDatabase } from '../support/database'
import { makeTeam, password } from '../support/people'
import { expectRefusal } from '../support/refusals'

useTestDatabase()
let mapped: string

beforeEach(() => {
  mapped = `Mapped ${crypto.randomUUID().slice(0, 8)}`
  Object.assign(env(), { OIDC_TEAMS: [{ value: 'editors', team: mapped, role: 'moderator' }] })
})
afterEach(() => void Object.assign(env(), { OIDC_TEAMS: [] }))

test('nobody makes a team in the web whose name the provider’s mapping waits for', async () => {
  const { admin } = await makeTeam()
  const refusal = await createTeam(admin, { name: ` ${mapped.toUpperCase()} ` }).catch((error: unknown) => error)
  expect(refusal).toMatchObject({ code: 'conflict', fields: { name: [expect.any(String)] } })
  await expectRefusal(createTeam(admin, { name: mapped }), 'conflict', /identity provider.*docket -- setup/)
  expect(await findTeam(mapped)).toBeNull()
  await expect(createTeam(admin, { name: `${mapped} 2` })).resolves.toBeDefined()
})

test('nor renames one to it, and the trail has nothing', async () => {
  const team = await makeTeam()
  await expectRefusal(changeTeam(team.admin, { name: mapped.toLowerCase() }), 'conflict', /identity provider/)
  expect(await readTeam(team.admin, {})).toMatchObject({ name: team.name })
  expect((await listEvents(team.admin, { types: ['team.changed'] })).entries).toEqual([])
})

test('letters that only the database holds for the same in another case are the same', async () => {
  Object.assign(env(), { OIDC_TEAMS: [{ value: 'editors', team: 'ÉCRAN Ω desk', role: 'moderator' }] })
  const { admin } = await makeTeam()
  await expectRefusal(createTeam(admin, { name: 'écran ω DESK' }), 'conflict', /identity provider/)
})

test('the team that has the name keeps it, in another case too, and every other setting can be changed', async () => {
  const team = await makeTeam()
  Object.assign(env(), { OIDC_TEAMS: [{ value: 'editors', team: team.name, role: 'moderator' }] })
  await changeTeam(team.admin, { name: team.name.toUpperCase() })
  await changeTeam(team.admin, { name: team.name.toUpperCase(), submitDefaults: { visualize: false } })
  expect(await readTeam(team.admin, {})).toMatchObject({ name: team.name.toUpperCase() })
  await expectRefusal(createTeam(team.admin, { name: team.name }), 'conflict', /already/)
})

test('a name given up is not taken back in the web, by them or by others', async () => {
  const [team, other] = [await makeTeam(), await makeTeam()]
  Object.assign(env(), { OIDC_TEAMS: [{ value: 'editors', team: team.name, role: 'moderator' }] })
  await changeTeam(team.admin, { name: `${team.name} was` })
  for (const { admin } of [team, other]) {
    await expectRefusal(changeTeam(admin, { name: team.name }), 'conflict', /identity provider/)
  }
})

test('whoever runs the server makes it', async () => {
  const given = { teamName: mapped, name: 'Ada', email: `ada.${mapped.slice(-8)}@example.test`, password }
  const { teamId, created } = await setUpTeam(given)
  expect(created).toBe(true)
  expect(await findTeam(mapped)).toBe(teamId)
})
