import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { claimCase } from '@/lib/cases/claim-case'
import { claimNextCase } from '@/lib/cases/claim-next-case'
import { decideCase } from '@/lib/cases/decide-case'
import { findNextCase, findOffered, NextInput } from '@/lib/cases/find-next-case'
import { listQueue } from '@/lib/cases/list-queue'
import type { OpenedCase } from '@/lib/cases/open-case'
import { readNeighbours } from '@/lib/cases/read-neighbours'
import { readRail } from '@/lib/cases/read-rail'
import { returnCase } from '@/lib/cases/return-case'
import { skipCase } from '@/lib/cases/skip-case'
import { now } from '@/lib/clock'
import { withTeam } from '@/lib/db/client'
import { moveToQueue } from '@/lib/queues/move-to-queue'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { makeQueue, openJudged } from '../support/queues'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
let team: TestTeam
let first: OpenedCase
let second: OpenedCase
let third: OpenedCase

beforeEach(async () => {
  team = await makeTeam()
  first = await openJudged(team)
  second = await openJudged(team)
  third = await openJudged(team)
})

const nextOf = async (actor: Actor, input: Parameters<typeof findNextCase>[1] = {}) =>
  (await findNextCase(actor, input)).number
const skip = (actor: Actor, { caseId }: OpenedCase) => skipCase(actor, { caseId, reason: 'language' })

describe('the next case', () => {
  test('is the first of the queue but the one they come from', async () => {
    expect(await nextOf(team.moderator)).toBe(first.number)
    expect(await nextOf(team.moderator, { number: first.number })).toBe(second.number)
    expect(await nextOf(team.moderator, { number: second.number })).toBe(first.number)
  })

  test('follows the stored priority, not the number', async () => {
    await db.owner`update cases set priority = -1 where id = ${third.caseId}`
    expect(await nextOf(team.moderator)).toBe(third.number)
  })

  test('keeps to a queue, a kind of media and a search', async () => {
    const queueId = await makeQueue(team, 'Sound')
    const sound = await openJudged(team, { mediaType: 'audio', title: 'voice of a minister.mp3' })
    expect(await nextOf(team.moderator, { mediaType: 'audio' })).toBe(sound.number)
    expect(await nextOf(team.moderator, { search: 'MINISTER' })).toBe(sound.number)
    expect(await nextOf(team.moderator, { queueId })).toBeNull()
    await moveToQueue(team.manager, { caseId: sound.caseId, queueId })
    expect(await nextOf(team.moderator, { queueId })).toBe(sound.number)
  })

  test('is what they have taken before anything else, and never what somebody else has', async () => {
    await claimCase(team.moderator, second)
    expect(await nextOf(team.moderator)).toBe(second.number)
    await claimCase(team.manager, first)
    expect(await nextOf(team.admin)).toBe(third.number)
  })

  test('is what was sent back to them, and never what was sent to somebody else', async () => {
    await db.owner`update cases set assigned_to = ${team.moderator.memberId} where id = ${third.caseId}`
    expect(await nextOf(team.moderator)).toBe(third.number)
    await db.owner`update cases set assigned_to = ${team.moderator.memberId} where id = ${first.caseId}`
    expect(await nextOf(team.manager)).toBe(second.number)
  })

  test('is for everybody again once whoever it was sent to has passed it over', async () => {
    await db.owner`update cases set priority = -1, assigned_to = ${team.moderator.memberId} where id = ${third.caseId}`
    await claimCase(team.moderator, third)
    await skip(team.moderator, third)
    expect(await nextOf(team.moderator)).toBe(first.number)
    expect(await nextOf(team.manager)).toBe(third.number)
  })

  test('is asked for from a number that can be a case’s', async () => {
    await expectRefusal(findNextCase(team.moderator, { number: 3_000_000_000 }), 'bad_request')
    await expectRefusal(readNeighbours(team.moderator, { number: 3_000_000_000 }), 'bad_request')
    await expectRefusal(readRail(team.moderator, { number: 3_000_000_000 }), 'bad_request')
  })

  test('is escalated for managers only', async () => {
    await db.owner`update cases set escalated_at = now() where id = ${first.caseId}`
    expect(await nextOf(team.moderator)).toBe(second.number)
    expect(await nextOf(team.manager)).toBe(first.number)
  })

  test('is no second look at their own decision or their own hand-in', async () => {
    const decided = { caseId: first.caseId, finding: 'synthetic', reason: 'Six fingers.', secondReview: true } as const
    await decideCase(team.moderator, decided)
    expect(await nextOf(team.moderator)).toBe(second.number)
    // The admin handed all of them in.
    expect(await nextOf(team.admin)).toBe(second.number)
    expect(await nextOf(team.manager)).toBe(first.number)
  })

  test('says why there is none', async () => {
    for (const one of [first, second, third]) await skip(team.moderator, one)
    expect(await findNextCase(team.moderator, {})).toEqual({ number: null, why: 'nothing_left' })
    expect(await nextOf(team.manager)).toBe(first.number)
  })
})

describe('a case passed over', () => {
  test('does not come back to the same person, and stays for the others and in the list', async () => {
    await skip(team.moderator, first)
    expect(await nextOf(team.moderator)).toBe(second.number)
    expect(await nextOf(team.manager)).toBe(first.number)
    const { rows } = await listQueue(team.moderator, { states: ['waiting'] })
    expect(rows.map(({ number, skippedByMe }) => [number, skippedByMe])).toEqual([
      [first.number, true],
      [second.number, false],
      [third.number, false],
    ])
    const shown = await listQueue(team.moderator, { states: ['waiting'], hideSkipped: true })
    expect(shown.rows.map(({ number }) => number)).toEqual([second.number, third.number])
  })

  test('is offered again to whoever it is sent to afterwards: nobody else is', async () => {
    await skip(team.moderator, third)
    await returnCase(team.manager, { caseId: third.caseId, to: team.moderator.memberId, reason: 'You read Greek.' })
    expect(await nextOf(team.moderator)).toBe(third.number)
    expect((await claimNextCase(team.moderator, {})).number).toBe(third.number)
    expect(await nextOf(team.admin)).toBe(first.number)
  })

  test('is theirs before anything else once they take it after all', async () => {
    await skip(team.moderator, third)
    await claimCase(team.moderator, third)
    expect(await nextOf(team.moderator)).toBe(third.number)
    await skip(team.moderator, third)
    expect(await nextOf(team.moderator)).toBe(first.number)
  })

  test('goes back to the queue, and the trail says why', async () => {
    await claimCase(team.moderator, first)
    await skipCase(team.moderator, { caseId: first.caseId, reason: 'distressing' })
    const [row] = await db.owner`select * from cases where id = ${first.caseId}`
    expect(row).toMatchObject({ state: 'waiting', claimed_by: null, claimed_until: null })
    const events = await db.owner`select type, facts from audit_events where case_id = ${first.caseId} order by id`
    expect(events.slice(-2).map(({ type }) => type)).toEqual(['case.skipped', 'case.released'])
    expect(events.at(-2)).toMatchObject({ facts: { reason: 'distressing' } })
  })

  test('can be passed over again, for another reason', async () => {
    await skip(team.moderator, first)
    await skipCase(team.moderator, { caseId: first.caseId, reason: 'conflict' })
    expect(await db.owner`select reason from case_skips where case_id = ${first.caseId}`).toEqual([
      { reason: 'conflict' },
    ])
  })

  test('needs a reason, and must be theirs to take', async () => {
    const nothing = { caseId: first.caseId, reason: '' as 'other' }
    await expectRefusal(skipCase(team.moderator, nothing), 'bad_request')
    await claimCase(team.manager, first)
    await expectRefusal(skip(team.moderator, first), 'conflict')
    await decideCase(team.manager, { caseId: first.caseId, finding: 'authentic', reason: 'Seen.' })
    await expectRefusal(skip(team.moderator, first), 'conflict')
    await expectRefusal(skip((await makeTeam()).moderator, second), 'not_found')
  })
})

describe('whoever has seen enough today', () => {
  const seen = (minutes: number, memberId = team.moderator.memberId) =>
    db.owner`insert into exposures (team_id, member_id, day, seconds)
      values (${team.teamId}, ${memberId}, ${now().toISOString().slice(0, 10)}, ${minutes * 60})`

  test('is offered nothing more by the team’s budget, and can go on by hand', async () => {
    await db.owner`insert into desk_settings (team_id, daily_budget) values (${team.teamId}, 30)`
    await seen(29)
    expect(await nextOf(team.moderator)).toBe(first.number)
    await db.owner`update exposures set seconds = 1800`
    expect(await findNextCase(team.moderator, {})).toEqual({ number: null, why: 'budget' })
    expect(await claimNextCase(team.moderator, {})).toEqual({ number: null, why: 'budget' })
    expect(await nextOf(team.manager)).toBe(first.number)
    await claimCase(team.moderator, first)
  })

  test('by their own, which counts for more than the team’s; and yesterday does not count', async () => {
    await db.owner`insert into desk_settings (team_id, daily_budget) values (${team.teamId}, 30)`
    await db.owner`insert into member_preferences (team_id, member_id, daily_budget)
      values (${team.teamId}, ${team.moderator.memberId}, 60)`
    await seen(45)
    expect(await nextOf(team.moderator)).toBe(first.number)
    await db.owner`update exposures set seconds = 3600`
    expect(await nextOf(team.moderator)).toBeNull()
    await db.owner`update exposures set day = day - 1`
    expect(await nextOf(team.moderator)).toBe(first.number)
  })
})

describe('taking the next case', () => {
  test('gives two people who ask at once two cases, until there are no more', async () => {
    const people = [team.moderator, team.manager, team.admin, (await makeTeam()).moderator]
    const taken = await Promise.all(people.map((person) => claimNextCase(person, {})))
    const numbers = taken.slice(0, 3).map(({ number }) => number)
    expect([...numbers].sort()).toEqual([first.number, second.number, third.number])
    // Another team's people get nothing of it.
    expect(taken[3]).toEqual({ number: null, why: 'nothing_left' })
    const again = await claimNextCase(team.moderator, {})
    expect(again.number).toBe(numbers[0])
    const [row] = await db.owner`select * from cases where number = ${again.number} and team_id = ${team.teamId}`
    expect(row).toMatchObject({ state: 'claimed', claimed_by: team.moderator.memberId })
  })

  test('goes past what somebody is just changing', async () => {
    await db.owner.begin(async (other) => {
      await other`select 1 from cases where id = ${first.caseId} for update`
      expect((await claimNextCase(team.moderator, {})).number).toBe(second.number)
    })
  })

  test('is for people', async () => {
    await expectRefusal(claimNextCase(team.worker, {}), 'forbidden')
  })
})

test('that nothing is left is not said where it was only not found in time, and what follows a find may take its time', async () => {
  const over = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  // As slow as a million cases of which none fits.
  const slow = db.owner.begin(async (tx) => {
    await tx`lock table cases in access exclusive mode`
    begun.resolve()
    await over.promise
  })
  await begun.promise
  const part = { source: 'api' as const }
  const none = await Promise.all([findNextCase(team.moderator, part), claimNextCase(team.moderator, part)])
  over.resolve()
  await slow
  expect(none).toEqual([
    { number: null, why: 'too_far' },
    { number: null, why: 'too_far' },
  ])
  const left = await withTeam(team.teamId, async (tx) => {
    await findOffered(tx, team.moderator, NextInput.parse(part))
    return tx.execute(sql`select current_setting('statement_timeout') as timeout`)
  })
  expect(left[0]).toEqual({ timeout: '0' })
}, 20_000)
