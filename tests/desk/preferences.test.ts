import { beforeEach, expect, test } from 'vitest'
import { findNextCase } from '@/lib/cases/find-next-case'
import { noPreferences, usualDesk } from '@/lib/desk/desk-rules'
import { readPreferences } from '@/lib/desk/read-preferences'
import { setDesk } from '@/lib/desk/set-desk'
import { setKeys } from '@/lib/desk/set-keys'
import { setPreferences } from '@/lib/desk/set-preferences'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { openJudged } from '../support/queues'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
let team: TestTeam
beforeEach(async () => {
  team = await makeTeam()
})

const holds = async () => (await readPreferences(team.moderator, {})).holds

test('what the team has holds until somebody chooses otherwise, and again when they choose nothing', async () => {
  await setDesk(team.admin, { ...usualDesk, blur: true, dailyBudget: 90, breakAfter: 45 })
  expect(await holds()).toEqual({
    blur: true,
    grey: false,
    mute: false,
    judgeFirst: false,
    dailyBudget: 90,
    breakAfter: 45,
  })
  await setPreferences(team.moderator, { ...noPreferences, blur: false, grey: true, judgeFirst: true, dailyBudget: 30 })
  expect(await holds()).toMatchObject({ blur: false, grey: true, mute: false, judgeFirst: true, dailyBudget: 30 })
  expect((await readPreferences(team.manager, {})).holds).toMatchObject({ blur: true, grey: false })
  await setPreferences(team.moderator, { ...noPreferences, breakAfter: 20 })
  expect(await holds()).toMatchObject({ dailyBudget: 90, breakAfter: 20 })
  await setPreferences(team.moderator, noPreferences)
  expect(await holds()).toMatchObject({ blur: true, grey: false, dailyBudget: 90, breakAfter: 45 })
})

test('the trail is told which choices changed, not what they are', async () => {
  await setPreferences(team.moderator, { ...noPreferences, blur: true, dailyBudget: 30 })
  await setPreferences(team.moderator, { ...noPreferences, blur: true, dailyBudget: 30 })
  const told = await db.owner`select facts, actor_id from audit_events
    where team_id = ${team.teamId} and type = 'preferences.changed'`
  expect(told).toEqual([{ actor_id: team.moderator.memberId, facts: { changed: ['blur', 'dailyBudget'] } }])
})

test('own keys stay as they are', async () => {
  await setKeys(team.moderator, { keys: { blur: 'z' } })
  await setPreferences(team.moderator, { ...noPreferences, grey: true })
  expect(
    await db.owner`select keys, grey from member_preferences where member_id = ${team.moderator.memberId}`,
  ).toEqual([{ keys: { blur: 'z' }, grey: true }])
})

test('only members have them, and a limit is between one minute and a day', async () => {
  for (const actor of [team.worker, team.operator]) {
    await expectRefusal(setPreferences(actor, noPreferences), 'forbidden')
    await expectRefusal(readPreferences(actor, {}), 'forbidden')
  }
  for (const dailyBudget of [0, 1441, 1.5]) {
    await expect(setPreferences(team.moderator, { ...noPreferences, dailyBudget })).rejects.toMatchObject({
      code: 'bad_request',
      fields: { dailyBudget: [expect.stringContaining('whole minutes')] },
    })
  }
  for (const breakAfter of [4, 481]) {
    await expectRefusal(setPreferences(team.moderator, { ...noPreferences, breakAfter }), 'bad_request')
  }
})

test('a daily limit, in minutes, keeps the next case back, and a person’s own goes before the team’s', async () => {
  await openJudged(team)
  const day = new Date().toISOString().slice(0, 10)
  await db.owner`insert into exposures (team_id, member_id, day, seconds)
    values (${team.teamId}, ${team.moderator.memberId}, ${day}, ${10 * 60})`
  const why = async () => (await findNextCase(team.moderator, {})).why
  expect(await why()).toBeNull()
  await setDesk(team.admin, { ...usualDesk, dailyBudget: 10 })
  expect(await why()).toBe('budget')
  await setPreferences(team.moderator, { ...noPreferences, dailyBudget: 11 })
  expect(await why()).toBeNull()
  await setPreferences(team.moderator, { ...noPreferences, dailyBudget: 9 })
  expect(await why()).toBe('budget')
})
