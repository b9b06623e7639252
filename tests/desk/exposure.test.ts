import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Member } from '@/lib/access/actor'
import { countExposure, mostSecondsOfBeat } from '@/lib/desk/count-exposure'
import { noPreferences, usualDesk } from '@/lib/desk/desk-rules'
import { listExposure } from '@/lib/desk/list-exposure'
import { setDesk } from '@/lib/desk/set-desk'
import { setPreferences } from '@/lib/desk/set-preferences'
import { sumExposure } from '@/lib/desk/sum-exposure'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
let team: TestTeam
beforeEach(async () => {
  team = await makeTeam()
})
afterEach(() => {
  vi.restoreAllMocks()
})

const at = (instant: string) => vi.spyOn(Date, 'now').mockReturnValue(Date.parse(instant))
const seen = (member: Member, day: string, seconds: number) =>
  db.owner`insert into exposures (team_id, member_id, day, seconds)
    values (${member.teamId}, ${member.memberId}, ${day}, ${seconds})`

test('beats add up by person and by UTC day', async () => {
  at('2026-11-23T23:59:00Z')
  await countExposure(team.moderator, { seconds: 30 })
  expect(await countExposure(team.moderator, { seconds: 25 })).toEqual({ seconds: 55, budget: null })
  expect(await countExposure(team.manager, { seconds: 5 })).toEqual({ seconds: 5, budget: null })
  at('2026-11-24T00:01:00Z')
  expect(await countExposure(team.moderator, { seconds: 10 })).toEqual({ seconds: 10, budget: null })
  expect(await listExposure(team.moderator, {})).toEqual([
    { day: '2026-11-24', seconds: 10 },
    { day: '2026-11-23', seconds: 55 },
  ])
})

test('beats at the same moment are all counted', async () => {
  at('2026-11-23T12:00:00Z')
  await Promise.all(Array.from({ length: 5 }, () => countExposure(team.moderator, { seconds: 7 })))
  expect(await listExposure(team.moderator, {})).toEqual([{ day: '2026-11-23', seconds: 35 }])
})

test('a beat is capped, and a day never holds more than it has had so far', async () => {
  for (const seconds of [0, -1, 1.5, mostSecondsOfBeat + 1]) {
    await expectRefusal(countExposure(team.moderator, { seconds }), 'bad_request')
  }
  at('2026-11-23T00:01:10Z')
  await countExposure(team.moderator, { seconds: 60 })
  expect(await countExposure(team.moderator, { seconds: 60 })).toMatchObject({ seconds: 70 })
  at('2026-11-24T00:00:05Z')
  expect(await countExposure(team.moderator, { seconds: 60 })).toMatchObject({ seconds: 5 })
})

test('it answers the limit that holds for the person', async () => {
  await setDesk(team.admin, { ...usualDesk, dailyBudget: 90 })
  expect(await countExposure(team.moderator, { seconds: 1 })).toMatchObject({ budget: 90 })
  await setPreferences(team.moderator, { ...noPreferences, dailyBudget: 20 })
  expect(await countExposure(team.moderator, { seconds: 1 })).toMatchObject({ budget: 20 })
})

test('only members are counted, and the trail is not told', async () => {
  const before = await db.owner`select id from audit_events where team_id = ${team.teamId}`
  await countExposure(team.moderator, { seconds: 10 })
  expect(await db.owner`select id from audit_events where team_id = ${team.teamId}`).toEqual(before)
  for (const actor of [team.worker, team.operator]) {
    await expectRefusal(countExposure(actor, { seconds: 10 }), 'forbidden')
    await expectRefusal(listExposure(actor, {}), 'forbidden')
  }
})

test('one’s own are of fourteen days and of nobody else', async () => {
  at('2026-11-23T12:00:00Z')
  await seen(team.moderator, '2026-11-10', 100)
  await seen(team.moderator, '2026-11-09', 200)
  await seen(team.manager, '2026-11-11', 300)
  expect(await listExposure(team.moderator, {})).toEqual([{ day: '2026-11-10', seconds: 100 }])
})

test('managers see sums of three people and more, and no person’s', async () => {
  at('2026-11-23T12:00:00Z')
  const other = await makeTeam()
  for (const member of [team.moderator, team.manager, team.admin]) await seen(member, '2026-11-22', 600)
  for (const member of [team.moderator, team.manager]) await seen(member, '2026-11-21', 600)
  await seen(team.admin, '2026-11-21', 0)
  await seen(other.moderator, '2026-11-21', 600)
  const sums = [
    { day: '2026-11-22', people: 3, seconds: 1800 },
    { day: '2026-11-21', people: null, seconds: null },
  ]
  expect(await sumExposure(team.manager, {})).toEqual(sums)
  expect(await sumExposure(team.admin, {})).toEqual(sums)
  await expectRefusal(sumExposure(team.moderator, {}), 'forbidden')
})
