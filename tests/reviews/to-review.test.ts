import { beforeAll, describe, expect, test } from 'vitest'
import { claimCase } from '@/lib/cases/claim-case'
import { escalateCase } from '@/lib/cases/escalate-case'
import { findNextCase } from '@/lib/cases/find-next-case'
import { listQueue } from '@/lib/cases/list-queue'
import type { OpenedCase } from '@/lib/cases/open-case'
import { readNeighbours } from '@/lib/cases/read-neighbours'
import { returnCase } from '@/lib/cases/return-case'
import { countReviews } from '@/lib/reviews/count-reviews'
import { useTestDatabase } from '../support/database'
import { anotherMember, decideAs, judgeBy } from '../support/judging'
import { makeTeam, type TestTeam } from '../support/people'
import { makeQueue } from '../support/queues'
import { openTestCase, openWaitingCase } from '../support/rows'

const db = useTestDatabase()

describe('second looks that wait for somebody', () => {
  let team: TestTeam
  let olga: Awaited<ReturnType<typeof anotherMember>>
  let first: OpenedCase
  let second: OpenedCase

  const numbers = async (actor: Parameters<typeof listQueue>[0]) =>
    (await listQueue(actor, { toReview: true })).rows.map(({ number }) => number)

  beforeAll(async () => {
    team = await makeTeam()
    await judgeBy(db, team, { fourEyes: 'always' })
    olga = await anotherMember(team, 'Olga')
    first = await openWaitingCase(team.admin)
    second = await openWaitingCase(team.admin)
    // Waits too, but for a first decision; and one that still runs.
    await openWaitingCase(team.admin)
    await openTestCase(team.admin)
    for (const { caseId } of [first, second]) await decideAs(team.moderator, caseId)
  })

  test('are those they neither handed in nor decided', async () => {
    expect(await numbers(olga)).toEqual([first.number, second.number])
    expect(await countReviews(olga, {})).toBe(2)
    for (const actor of [team.moderator, team.admin]) {
      expect(await numbers(actor)).toEqual([])
      expect(await countReviews(actor, {})).toBe(0)
    }
    expect(await numbers(team.worker)).toEqual([])
  })

  test('are counted by kind of media, retention and queue, and never another team’s', async () => {
    expect(await countReviews(olga, { mediaType: 'image', zeroRetention: false })).toBe(2)
    expect(await countReviews(olga, { mediaType: 'video' })).toBe(0)
    expect(await countReviews(olga, { zeroRetention: true })).toBe(0)
    expect(await countReviews(olga, { queueId: await makeQueue(team, 'Empty') })).toBe(0)
    const stranger = await makeTeam()
    expect(await countReviews(stranger.moderator, {})).toBe(0)
  })

  test('are what is offered next, and what lies beside one, in that part', async () => {
    expect(await findNextCase(olga, { toReview: true })).toEqual({ number: first.number, why: null })
    expect(await findNextCase(olga, { toReview: true, number: first.number })).toMatchObject({ number: second.number })
    const beside = await readNeighbours(olga, {
      toReview: true,
      states: ['waiting', 'claimed'],
      number: first.number,
    })
    expect(beside).toEqual({ previous: null, next: second.number })
  })

  test('go to whoever takes them, is sent them or stands above', async () => {
    await claimCase(team.manager, first)
    expect(await numbers(olga)).toEqual([second.number])
    expect(await numbers(team.manager)).toEqual([first.number, second.number])
    await escalateCase(olga, { ...second, reason: 'Hard.' })
    expect(await numbers(olga)).toEqual([])
    expect(await countReviews(team.manager, {})).toBe(2)
    await returnCase(team.manager, { caseId: second.caseId, to: olga.memberId, reason: 'You can.' })
    expect(await numbers(olga)).toEqual([second.number])
    expect(await numbers(team.manager)).toEqual([first.number])
    await decideAs(olga, second.caseId)
    expect(await numbers(olga)).toEqual([])
  })
})
