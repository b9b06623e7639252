import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { listEvents } from '@/lib/audit/list-events'
import { type Look, recordLook } from '@/lib/audit/record-look'
import { readCase } from '@/lib/cases/read-case'
import { makeCaller } from '../support/api'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam

beforeAll(async () => {
  team = await makeTeam()
})
afterEach(() => void vi.useRealTimers())

async function newLook(): Promise<{ look: Look; looks(): Promise<string[]>; number: number }> {
  const { caseId, number } = await openTestCase(team.moderator)
  const looks = async () =>
    (await listEvents(team.manager, { caseNumber: number })).entries
      .map(({ type }) => type)
      .filter((t) => t === 'case.viewed')
  return { look: { type: 'case.viewed', caseId }, looks, number }
}

function later(minutes: number): void {
  const at = Date.now() + minutes * 60_000
  vi.useFakeTimers({ toFake: ['Date'], now: at })
}

describe('recordLook', () => {
  test('writes one look per person and case in ten minutes', async () => {
    const { look, looks } = await newLook()
    await recordLook(team.moderator, look)
    await recordLook(team.moderator, look)
    expect(await looks()).toHaveLength(1)
    await recordLook(team.manager, look)
    expect(await looks()).toHaveLength(2)
    later(11)
    await recordLook(team.moderator, look)
    expect(await looks()).toHaveLength(3)
  })

  test('of many at once writes one', async () => {
    const { look, looks } = await newLook()
    await Promise.all(Array.from({ length: 8 }, () => recordLook(team.moderator, look)))
    expect(await looks()).toHaveLength(1)
  })

  test('one of a clock that was ahead does not hide those after it was put right', async () => {
    const { look, looks } = await newLook()
    later(24 * 60)
    await recordLook(team.moderator, look)
    later(-24 * 60)
    await recordLook(team.moderator, look)
    await recordLook(team.moderator, look)
    expect(await looks()).toHaveLength(2)
  })

  test('a page that refreshes itself is no new look, but never goes without one', async () => {
    const { look, looks } = await newLook()
    await recordLook(team.moderator, look, { again: true })
    expect(await looks()).toHaveLength(1)
    later(3 * 60)
    await recordLook(team.moderator, look, { again: true })
    expect(await looks()).toHaveLength(1)
    later(12 * 60)
    await recordLook(team.moderator, look, { again: true })
    expect(await looks()).toHaveLength(2)
  })

  test('tells copies of media apart, and keys from people', async () => {
    const { look, number } = await newLook()
    const { keyId } = await makeCaller(['read'], team)
    const key: Actor = { kind: 'api-key', teamId: team.teamId, keyId, scopes: ['read'] }
    const media = (mediaId: string): Look => ({ ...look, type: 'media.viewed', mediaId, copy: 'preview' })
    const [one, other] = ['0b6e5f0c-0000-4163-a88b-7d6a49ac850e', '0b6e5f0c-0001-4163-a88b-7d6a49ac850e']
    for (const id of [one, one, other]) await recordLook(team.moderator, media(id ?? ''))
    await recordLook(key, media(one ?? ''))
    const { entries } = await listEvents(team.manager, { caseNumber: number, types: ['media.viewed'] })
    expect(entries.map(({ channel, facts }) => [channel, facts.mediaId])).toEqual([
      ['api', one],
      ['portal', other],
      ['portal', one],
    ])
  })

  test('tells no open page: nothing changed', async () => {
    const heard: string[] = []
    const listener = await db.owner.listen('docket_changes', (payload) => heard.push(payload))
    const { look } = await newLook()
    await new Promise((done) => setTimeout(done, 700))
    heard.length = 0
    await recordLook(team.moderator, look)
    await new Promise((done) => setTimeout(done, 700))
    expect(heard).toEqual([])
    await listener.unlisten()
  })

  test('is refused to those who may not see cases', async () => {
    const { look } = await newLook()
    const { keyId } = await makeCaller(['submit'], team)
    const key: Actor = { kind: 'api-key', teamId: team.teamId, keyId, scopes: ['submit'] }
    await expectRefusal(recordLook(key, look), 'forbidden')
    await expectRefusal(recordLook({ kind: 'visitor', teamId: team.teamId }, look), 'forbidden')
  })
})

test('the timeline of a case keeps what happened however often it was looked at', async () => {
  const { number, look } = await newLook()
  // As many as a year of people coming by.
  await db.owner`
    insert into audit_events (team_id, type, actor_kind, actor_id, channel, case_id, facts)
    select ${team.teamId}, 'case.viewed', 'member', ${team.moderator.memberId}, 'portal', ${look.caseId}, '{}'
    from generate_series(1, 1200)`
  const { timeline } = await readCase(team.moderator, { number })
  expect(timeline.filter(({ type }) => type !== 'case.viewed').map(({ type }) => type)).toEqual([
    'case.opened',
    'detection.started',
  ])
  expect(timeline.filter(({ type }) => type === 'case.viewed').length).toBeLessThanOrEqual(200)
  const ids = timeline.map(({ id }) => id)
  expect(ids).toEqual(ids.toSorted((a, b) => a - b))
})
