import { beforeEach, expect, test } from 'vitest'
import { type DeskSettings, usualDesk } from '@/lib/desk/desk-rules'
import { readDesk } from '@/lib/desk/read-desk'
import { setDesk } from '@/lib/desk/set-desk'
import { PolicyRules } from '@/lib/policies/policy-rules'
import { publishPolicy } from '@/lib/policies/publish-policy'
import { setTeamPolicy } from '@/lib/policies/set-team-policy'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
let team: TestTeam
beforeEach(async () => {
  team = await makeTeam()
})

const told = () =>
  db.owner`select facts, actor_id from audit_events where team_id = ${team.teamId} and type = 'desk.changed' order by id`

test('a team that has set nothing has the defaults of the columns', async () => {
  expect(await readDesk(team.moderator, {})).toEqual(usualDesk)
  await db.owner`insert into desk_settings (team_id) values (${team.teamId})`
  expect(await readDesk(team.moderator, {})).toEqual(usualDesk)
})

test('what an admin sets holds for everybody, and the trail is told what changed and by whom', async () => {
  const wanted: DeskSettings = {
    ...usualDesk,
    blur: true,
    mute: true,
    dailyBudget: 90,
    breakAfter: 45,
    graceSeconds: 0,
  }
  expect(await setDesk(team.admin, wanted)).toEqual(wanted)
  expect(await readDesk(team.moderator, {})).toEqual(wanted)
  expect(await told()).toEqual([
    {
      actor_id: team.admin.memberId,
      facts: {
        before: { blur: false, mute: false, dailyBudget: null, breakAfter: null, graceSeconds: 60 },
        after: { blur: true, mute: true, dailyBudget: 90, breakAfter: 45, graceSeconds: 0 },
      },
    },
  ])
})

test('the same again changes nothing and says nothing', async () => {
  await setDesk(team.admin, { ...usualDesk, grey: true })
  await setDesk(team.admin, { ...usualDesk, grey: true })
  expect(await told()).toHaveLength(1)
})

test('it leaves the team’s policy and other teams alone', async () => {
  const other = await makeTeam()
  const { policyId } = await publishPolicy(team.admin, {
    policyId: null,
    name: 'House rules',
    words: 'Be fair.',
    rules: PolicyRules.parse({ actions: [], fourEyes: 'never' }),
    basedOn: null,
  })
  await setTeamPolicy(team.admin, { policyId })
  await setDesk(team.admin, { ...usualDesk, judgeFirst: true })
  expect(await db.owner`select policy_id from desk_settings where team_id = ${team.teamId}`).toEqual([
    { policy_id: policyId },
  ])
  expect(await readDesk(other.admin, {})).toEqual(usualDesk)
})

test('of two who change it at once, the second names what the first left', async () => {
  await Promise.all([
    setDesk(team.admin, { ...usualDesk, blur: true }),
    setDesk(team.admin, { ...usualDesk, blur: true, grey: true }),
  ])
  const entries = await told()
  for (const [at, { facts }] of entries.entries()) {
    const before = entries[at - 1]?.facts.after ?? {}
    for (const [name, was] of Object.entries(before)) {
      if (name in facts.before) expect(facts.before[name]).toBe(was)
    }
  }
})

test('nobody but an admin', async () => {
  for (const actor of [team.moderator, team.manager, team.worker, team.operator]) {
    await expectRefusal(setDesk(actor, usualDesk), 'forbidden')
  }
  expect(await told()).toHaveLength(0)
})

test('numbers that cannot be are refused by name', async () => {
  const wrong: [Partial<DeskSettings>, string][] = [
    [{ claimSeconds: 29 }, 'claimSeconds'],
    [{ claimSeconds: 3601 }, 'claimSeconds'],
    [{ graceSeconds: -1 }, 'graceSeconds'],
    [{ graceSeconds: 601 }, 'graceSeconds'],
    [{ dailyBudget: 0 }, 'dailyBudget'],
    [{ dailyBudget: 1441 }, 'dailyBudget'],
    [{ breakAfter: 4 }, 'breakAfter'],
    [{ breakAfter: 7.5 }, 'breakAfter'],
  ]
  for (const [change, field] of wrong) {
    await expect(setDesk(team.admin, { ...usualDesk, ...change }), field).rejects.toMatchObject({
      code: 'bad_request',
      fields: { [field]: [expect.stringContaining('whole')] },
    })
  }
  for (const change of [
    { claimSeconds: 30, graceSeconds: 600 },
    { claimSeconds: 3600, dailyBudget: 1440, breakAfter: 480 },
  ]) {
    expect(await setDesk(team.admin, { ...usualDesk, ...change })).toMatchObject(change)
  }
})
