import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Member } from '@/lib/access/actor'
import { readCase } from '@/lib/cases/read-case'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { chooseDetectors, connectInstance, disconnectInstance } from '../support/remote-detector'
import { openTestCase } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam
let stranger: TestTeam

beforeAll(async () => {
  team = await makeTeam()
  stranger = await makeTeam()
  connectInstance({ url: 'https://a.example/api/v2', key: 'a key', host: 'a.example' })
})
afterAll(disconnectInstance)

async function openHeldUp(use: 'remote_then_builtin' | 'builtin_then_remote'): Promise<number> {
  await chooseDetectors(team.admin, use)
  const { caseId, number } = await openTestCase(team.moderator)
  await db.owner`update remote_runs set api_host = 'a.example', trouble = 'It is busy.', trouble_for_admin = 'It says 429.'
    where detection_id in (select id from detections where case_id = ${caseId})`
  return number
}
const runsFor = async (member: Member, number: number) => (await readCase(member, { number })).detections

test('the deciding run comes before its second opinion, each with where it stands', async () => {
  for (const use of ['remote_then_builtin', 'builtin_then_remote'] as const) {
    const runs = await runsFor(team.moderator, await openHeldUp(use))
    expect(runs.map(({ secondOpinion }) => secondOpinion)).toEqual([false, true])
    expect(runs.map(({ detector }) => detector)).toEqual(
      use === 'remote_then_builtin' ? ['remote', 'builtin'] : ['builtin', 'remote'],
    )
    const [remote, builtin] = runs.toSorted((a) => (a.detector === 'remote' ? -1 : 1))
    expect(remote?.remote).toMatchObject({ state: 'queued', apiHost: 'a.example', trouble: 'It is busy.' })
    expect(builtin?.remote).toBeNull()
  }
})

test('what is said to admins only they are told, and another team is told nothing', async () => {
  const number = await openHeldUp('remote_then_builtin')
  expect((await runsFor(team.admin, number))[0]?.remote?.troubleForAdmin).toBe('It says 429.')
  for (const member of [team.moderator, team.manager]) {
    const runs = await runsFor(member, number)
    expect(runs[0]?.remote).toMatchObject({ trouble: 'It is busy.', troubleForAdmin: null })
    // Not the number alone: an id holds that by chance.
    expect(JSON.stringify(runs)).not.toContain('It says 429')
  }
  await expectRefusal(runsFor(stranger.admin, number), 'not_found')
})

test('neither key nor callback token is part of what the page is given', async () => {
  const number = await openHeldUp('remote_then_builtin')
  await db.owner`update remote_runs set token_hash = 'canary', reply = '{"canary": true}'`
  expect(JSON.stringify(await readCase(team.admin, { number }))).not.toContain('canary')
})
