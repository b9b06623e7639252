import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { claimCase } from '@/lib/cases/claim-case'
import { countCases } from '@/lib/cases/count-cases'
import { countWaiting } from '@/lib/cases/count-waiting'
import { decideCase } from '@/lib/cases/decide-case'
import { database } from '@/lib/db/client'
import { failDetection } from '@/lib/detect/fail-detection'
import { retryDetection } from '@/lib/detect/retry-detection'
import { countQueues } from '@/lib/queues/count-queues'
import { foldTallies } from '@/lib/queues/fold-tallies'
import { lookAfterDesks } from '@/lib/queues/look-after-desks'
import { moveToQueue } from '@/lib/queues/move-to-queue'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { makeQueue, openJudged } from '../support/queues'
import { openTestCase } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam

beforeEach(async () => {
  team = await makeTeam()
})
afterEach(() => {
  vi.useRealTimers()
})

const none = { analysing: 0, waiting: 0, claimed: 0, decided: 0, closed: 0, failed: 0 }
const counts = () => countCases(team.moderator, {})

/** What counting the rows themselves says. */
async function counted() {
  const rows = await db.owner<{ state: string; n: number }[]>`
    select state, count(*)::int as n from cases where team_id = ${team.teamId} group by state`
  return { ...none, ...Object.fromEntries(rows.map(({ state, n }) => [state, n])) }
}

async function makeDay() {
  const taken = await openJudged(team)
  const decided = await openJudged(team, { mediaType: 'audio' })
  const failed = await openTestCase(team.admin)
  await openJudged(team, { mediaType: 'video', zeroRetention: true })
  await openTestCase(team.admin)
  await claimCase(team.moderator, taken)
  await decideCase(team.moderator, { caseId: decided.caseId, finding: 'authentic', reason: 'Seen.' })
  await failDetection(team.worker, { detectionId: failed.detectionId, reason: 'Broken.' })
  return { taken, decided, failed }
}

describe('counts', () => {
  test('are those of the rows at every moment, folded or not', async () => {
    expect(await counts()).toEqual(none)
    const { failed } = await makeDay()
    const now = { ...none, analysing: 1, waiting: 1, claimed: 1, decided: 1, failed: 1 }
    expect(await counts()).toEqual(now)
    await lookAfterDesks()
    expect(await counts()).toEqual(now)
    await retryDetection(team.moderator, { caseId: failed.caseId })
    expect(await counts()).toEqual(await counted())
    await lookAfterDesks()
    expect(await counts()).toEqual({ ...now, failed: 0, analysing: 2 })
    expect(await db.owner`select 1 from tally_changes where team_id = ${team.teamId}`).toEqual([])
    expect(await db.owner`select 1 from tallies where team_id = ${team.teamId} and n <= 0`).toEqual([])
  })

  test('keep to a queue, a kind of media and zero retention', async () => {
    await makeDay()
    const queueId = await makeQueue(team, 'Apart')
    const { caseId } = await openJudged(team, { mediaType: 'audio' })
    await moveToQueue(team.manager, { caseId, queueId })
    const of = (input: Parameters<typeof countCases>[1]) => countCases(team.moderator, input)
    expect(await of({ queueId })).toEqual({ ...none, waiting: 1 })
    expect(await of({ mediaType: 'audio' })).toEqual({ ...none, waiting: 1, decided: 1 })
    expect(await of({ zeroRetention: true })).toEqual({ ...none, waiting: 1 })
    expect(await of({ queueId, zeroRetention: true })).toEqual(none)
    const byQueue = await countQueues(team.moderator, {})
    expect(byQueue).toHaveLength(2)
    const main = byQueue.find((one) => one.queueId !== queueId)
    expect(main).toMatchObject({ states: { waiting: 1, claimed: 1, decided: 1 }, zeroRetention: 1 })
    expect(main?.waiting).toEqual({ hour: 1, fourHours: 0, day: 0, week: 0, older: 0 })
  })

  test('are nobody else’s', async () => {
    await makeDay()
    expect(await countCases((await makeTeam()).moderator, {})).toEqual(none)
    expect(await countQueues((await makeTeam()).admin, {})).toEqual([])
  })

  test('stay right when two workers fold while cases move', async () => {
    const opened = await Promise.all(Array.from({ length: 6 }, () => openJudged(team)))
    const moves = opened.map(async ({ caseId }) => {
      await claimCase(team.moderator, { caseId })
      await decideCase(team.moderator, { caseId, finding: 'synthetic', reason: 'Seen.' })
    })
    const folds = Array.from({ length: 6 }, () => foldTallies(team.teamId))
    await Promise.all([...moves, ...folds])
    expect(await counts()).toEqual(await counted())
    await foldTallies(team.teamId)
    expect(await counts()).toEqual({ ...none, decided: 6 })
  })
})

describe('ages', () => {
  const aged = async (...minutes: number[]) => {
    for (const [index, age] of minutes.entries()) {
      const { caseId } = await openJudged(team)
      const interval = `${age} minutes`
      await db.owner`update cases set queued_at = now() - ${interval}::interval where id = ${caseId}`
      if (index % 2 === 0) await foldTallies(team.teamId)
    }
  }
  const ages = async () => (await countQueues(team.moderator, {}))[0]?.waiting

  test('are told to the minute in the first hour, and less exactly later', async () => {
    await aged(0, 58, 62, 220, 260, 1400, 1470, 9_000, 12_000)
    const bands = { hour: 2, fourHours: 2, day: 2, week: 2, older: 1 }
    expect(await ages()).toEqual(bands)
    await foldTallies(team.teamId)
    expect(await ages()).toEqual(bands)
    expect(await countWaiting(team.moderator, {})).toEqual({ underAnHour: 2, underADay: 4, older: 3 })
    expect((await countQueues(team.moderator, {}))[0]?.overdue).toBe(3)
    const unkept = await openJudged(team, { zeroRetention: true })
    await db.owner`update cases set queued_at = now() - interval '3 days' where id = ${unkept.caseId}`
    expect((await countQueues(team.moderator, {}))[0]?.overdue).toBe(3)
    const other = await makeQueue(team, 'Empty')
    expect(await countWaiting(team.moderator, { queueId: other })).toEqual({ underAnHour: 0, underADay: 0, older: 0 })
  })

  test('go on by themselves, and what leaves is taken from where it has got to', async () => {
    await aged(0, 30, 50, 500)
    await foldTallies(team.teamId)
    const later = (hours: number) => vi.setSystemTime(Date.now() + hours * 3600_000)
    vi.useFakeTimers({ toFake: ['Date'] })
    for (const hours of [1, 5, 30, 200]) {
      later(hours)
      await foldTallies(team.teamId)
      expect(Object.values((await ages()) ?? {}).reduce((sum, n) => sum + n, 0)).toBe(4)
    }
    expect(await ages()).toMatchObject({ older: 4 })
    await db.owner`update cases set state = 'closed' where team_id = ${team.teamId}`
    expect(await counts()).toEqual({ ...none, closed: 4 })
    await foldTallies(team.teamId)
    expect(await db.owner`select state, n from tallies where team_id = ${team.teamId}`).toEqual([
      { state: 'closed', n: 4 },
    ])
  })

  test('take few rows however long ago it was', async () => {
    const [queue] = await db.owner`select id from queues where team_id = ${team.teamId}`
    await db.owner`insert into tallies (team_id, queue_id, state, media_type, zero_retention, minute, n)
      select ${team.teamId}, ${queue!.id}, 'waiting', 'image', false, floor(extract(epoch from now()) / 60)::int - age, 1
      from generate_series(0, 525600, 7) age`
    await foldTallies(team.teamId)
    const [sum] =
      await db.owner`select count(*)::int as rows, sum(n)::int as n from tallies where team_id = ${team.teamId}`
    expect(sum).toMatchObject({ n: Math.floor(525_600 / 7) + 1 })
    expect(sum!.rows).toBeLessThan(600)
  })
})

test('which teams have work is told to the app without a team, and nothing else of them', async () => {
  await openJudged(team)
  const teams = await database().execute<{ id: string }>(sql`select teams_with_desk_work() as id`)
  expect(teams.map(({ id }) => id)).toContain(team.teamId)
  expect(await database().execute(sql`select * from tallies`)).toHaveLength(0)
  expect(await database().execute(sql`select * from tally_changes`)).toHaveLength(0)
})
