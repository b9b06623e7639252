import '../support/data-folder'
import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { countDeadlines } from '@/lib/cases/count-deadlines'
import { findNextCase } from '@/lib/cases/find-next-case'
import { listQueue, type QueuePage } from '@/lib/cases/list-queue'
import { readNeighbours } from '@/lib/cases/read-neighbours'
import { withTeam } from '@/lib/db/client'
import { env } from '@/lib/env'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { openWaitingCase } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam

beforeAll(() => {
  env().DATABASE_APP_URL = db.appUrl
})
beforeEach(async () => {
  team = await makeTeam()
})

/** A waiting case whose media goes in so many hours; null: it is kept. */
async function waiting(hours: number | null, { reason = 'zero_retention', retention = 'due' } = {}): Promise<number> {
  const { caseId, number } = await openWaitingCase(team.moderator)
  if (hours !== null) {
    await withTeam(team.teamId, (tx) =>
      tx.execute(sql`update cases set zero_retention = true, retention = ${retention}, purge_reason = ${reason},
        purge_after = '2026-11-23T00:00:00Z'::timestamptz + make_interval(hours => ${hours})
        where team_id = ${team.teamId} and id = ${caseId}`),
    )
  }
  return number
}

const states = ['waiting', 'claimed'] as const
/** The numbers of each page of that size, to the end. */
async function pages(size: number): Promise<number[][]> {
  const found: number[][] = []
  let after: string | null = null
  do {
    const page: QueuePage = await listQueue(team.moderator, { states: [...states], deadline: true, size, after })
    found.push(page.rows.map(({ number }) => number))
    after = page.next
  } while (after !== null)
  return found
}

test('what goes first stands first, and what is kept or was ordered to go is not among it', async () => {
  const late = await waiting(9)
  await waiting(null)
  await waiting(1, { reason: 'manual' })
  await waiting(1, { retention: 'purging' })
  const soon = await waiting(2)
  const same = await waiting(2)
  expect(await pages(3)).toEqual([[soon, same, late]])
  expect(await pages(1)).toEqual([[soon], [same], [late]])
  expect(await countDeadlines(team.moderator, {})).toEqual({ cases: 3, soonest: new Date('2026-11-23T02:00:00Z') })
  const { rows } = await listQueue(team.moderator, { deadline: true })
  expect(rows.map(({ goesAt }) => goesAt?.toISOString())).toEqual([
    '2026-11-23T02:00:00.000Z',
    '2026-11-23T02:00:00.000Z',
    '2026-11-23T09:00:00.000Z',
  ])
})

test('only what the queue is narrowed to is counted', async () => {
  await waiting(2)
  const counted = async (input: Parameters<typeof countDeadlines>[1]) =>
    (await countDeadlines(team.moderator, input)).cases
  const { mediaType, queueId } = (await listQueue(team.moderator, { deadline: true })).rows[0] ?? {}
  expect(await counted({ mediaType, queueId, zeroRetention: true })).toBe(1)
  expect(await counted({ mediaType: mediaType === 'audio' ? 'video' : 'audio' })).toBe(0)
  expect(await counted({ zeroRetention: false })).toBe(0)
  expect(await counted({ queueId: crypto.randomUUID() })).toBe(0)
})

test('neighbours and the next case follow the deadlines', async () => {
  const late = await waiting(9)
  const soon = await waiting(2)
  const middle = await waiting(5)
  const beside = (number: number) => readNeighbours(team.moderator, { number, states: [...states], deadline: true })
  expect(await beside(middle)).toEqual({ previous: soon, next: late })
  expect(await beside(soon)).toEqual({ previous: null, next: middle })
  const next = async (number: number) => (await findNextCase(team.moderator, { number, deadline: true })).number
  expect([await next(soon), await next(middle), await next(late)]).toEqual([middle, late, soon])
})

test('another team sees none of it', async () => {
  await waiting(2)
  const other = await makeTeam()
  expect(await countDeadlines(other.moderator, {})).toEqual({ cases: 0, soonest: null })
  expect((await listQueue(other.moderator, { deadline: true })).rows).toEqual([])
})
