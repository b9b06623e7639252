import { beforeEach, describe, expect, test } from 'vitest'
import { claimNextCase } from '@/lib/cases/claim-next-case'
import { findNextCase } from '@/lib/cases/find-next-case'
import { listQueue } from '@/lib/cases/list-queue'
import type { OpenedCase } from '@/lib/cases/open-case'
import { readNeighbours } from '@/lib/cases/read-neighbours'
import { archivePolicy } from '@/lib/policies/archive-policy'
import { namePolicies } from '@/lib/policies/name-policies'
import { policiesOfCases } from '@/lib/policies/policies-of-cases'
import { publishPolicy } from '@/lib/policies/publish-policy'
import { ageBands } from '@/lib/queues/age-bands'
import { countQueues } from '@/lib/queues/count-queues'
import { moveToQueue } from '@/lib/queues/move-to-queue'
import { useTestDatabase } from '../support/database'
import { judgeBy, rules } from '../support/judging'
import { makeTeam, type TestTeam } from '../support/people'
import { makeQueue, openJudged } from '../support/queues'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
let team: TestTeam

type Asked = Parameters<typeof listQueue>[1]
const numbers = async (asked: Asked) => (await listQueue(team.moderator, asked)).rows.map((found) => found.number)
const waiting = { states: ['waiting' as const] }

beforeEach(async () => {
  team = await makeTeam()
})

describe('the queue by policy', () => {
  let teams: string
  let strict: string
  let own: string
  let strictQueue: string
  /** By the team's, by their queue's twice, by its own in that queue. */
  let made: OpenedCase[]

  const publish = async (name: string, of = team) =>
    (await publishPolicy(of.admin, { name, words: 'What misleads goes.', rules: rules() })).policyId

  beforeEach(async () => {
    teams = (await judgeBy(db, team)).policyId
    ;[strict, own] = [await publish('Strict'), await publish('Own')]
    strictQueue = await makeQueue(team, 'Strict ones', 'newest')
    await db.owner`update queues set policy_id = ${strict} where id = ${strictQueue}`
    made = [await openJudged(team), await openJudged(team), await openJudged(team), await openJudged(team)]
    for (const { caseId } of made.slice(1)) await moveToQueue(team.manager, { caseId, queueId: strictQueue })
    await db.owner`update cases set policy_id = ${own} where id = ${made[3]!.caseId}`
  })

  test('shows what each case page says it is judged by, in the queues’ order', async () => {
    expect(await numbers({ policyId: teams })).toEqual([1])
    expect(await numbers({ policyId: strict })).toEqual([3, 2])
    expect(await numbers({ policyId: own })).toEqual([4])
    expect(await numbers({ ...waiting, policyId: strict, order: 'newest' })).toEqual([3, 2])
    for (const policyId of [teams, strict, own]) {
      const { rows } = await listQueue(team.moderator, { policyId })
      const groups = await policiesOfCases(team.moderator, { caseIds: rows.map(({ id }) => id) })
      expect(groups.map(({ policy }) => policy?.policyId)).toEqual([policyId])
    }
  })

  test('goes with the team’s where a queue or a case names one that is archived', async () => {
    await db.owner`update policies set archived_at = now() where id in (${strict}, ${own})`
    expect((await numbers({ policyId: teams })).toSorted()).toEqual([1, 2, 3, 4])
    expect(await numbers({ policyId: strict })).toEqual([])
    expect(await numbers({ policyId: own })).toEqual([])
  })

  test('goes together with other choices, and from page to page', async () => {
    expect(await numbers({ policyId: strict, queueId: strictQueue })).toEqual([3, 2])
    expect(await numbers({ policyId: teams, queueId: strictQueue })).toEqual([])
    expect(await numbers({ policyId: strict, search: '#2' })).toEqual([2])
    expect(await numbers({ policyId: strict, mediaType: 'audio' })).toEqual([])
    const first = await listQueue(team.moderator, { policyId: strict, size: 1 })
    const second = await listQueue(team.moderator, { policyId: strict, size: 1, after: first.next })
    expect([first, second].map(({ rows }) => rows[0]?.number)).toEqual([3, 2])
    expect(second.next).toBeNull()
  })

  test('is kept to from case to case, and by what is offered next', async () => {
    const beside = await readNeighbours(team.moderator, { policyId: strict, number: 3 })
    expect(beside).toEqual({ previous: null, next: 2 })
    expect(await findNextCase(team.moderator, { policyId: strict, number: 3 })).toMatchObject({ number: 2 })
    expect(await findNextCase(team.moderator, { policyId: own })).toMatchObject({ number: 4 })
    expect(await claimNextCase(team.moderator, { policyId: teams })).toMatchObject({ number: 1 })
    // What they have taken is of another policy.
    expect(await findNextCase(team.moderator, { policyId: strict })).toMatchObject({ number: 3 })
  })

  test('walks many queues of one policy together', async () => {
    for (let n = 0; n < 10; n++) {
      const queueId = await makeQueue(team, `More ${n}`)
      await db.owner`update queues set policy_id = ${strict} where id = ${queueId}`
      await moveToQueue(team.manager, { caseId: (await openJudged(team)).caseId, queueId })
    }
    expect((await numbers({ policyId: strict })).toSorted((a, b) => a - b)).toEqual([
      2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
    ])
  })

  test('finds nothing by a policy that is nowhere, archived or another team’s, and refuses what is none', async () => {
    const other = await makeTeam()
    const theirs = (await judgeBy(db, other)).policyId
    await openJudged(other)
    expect(await numbers({ policyId: theirs })).toEqual([])
    expect((await listQueue(other.moderator, { policyId: theirs })).rows).toHaveLength(1)
    expect((await listQueue(other.moderator, { policyId: strict })).rows).toEqual([])
    expect(await findNextCase(other.moderator, { policyId: teams })).toEqual({ number: null, why: 'nothing_left' })
    expect(await numbers({ policyId: crypto.randomUUID() })).toEqual([])
    await expectRefusal(listQueue(team.moderator, { policyId: 'strict' }), 'bad_request', /policyId/)
    await expectRefusal(findNextCase(team.moderator, { policyId: 'strict' }), 'bad_request', /policyId/)
  })

  test('is chosen among the team’s own that are in use', async () => {
    const unused = await publish('An old one')
    await archivePolicy(team.admin, { policyId: unused })
    const names = (await namePolicies(team.moderator, {})).map(({ name }) => name)
    expect(names).toHaveLength(3)
    expect(names).toEqual(expect.arrayContaining(['Own', 'Strict']))
    expect(await namePolicies((await makeTeam()).moderator, {})).toEqual([])
    const key = { kind: 'api-key' as const, teamId: team.teamId, keyId: crypto.randomUUID(), scopes: [] }
    await expectRefusal(namePolicies(key, {}), 'forbidden')
  })
})

describe('the queue by age', () => {
  const minutesOld = [5, 59, 61, 300, 2000, 20_000]

  beforeEach(async () => {
    for (const minutes of minutesOld) {
      const { caseId } = await openJudged(team)
      await db.owner`update cases set queued_at = now() - make_interval(mins => ${minutes}) where id = ${caseId}`
    }
  })

  test.each<[string, Asked, number[]]>([
    ['under an hour', { youngerThan: 60 }, [1, 2]],
    ['1 to 4 hours', { olderThan: 60, youngerThan: 240 }, [3]],
    ['over a day', { olderThan: 1440 }, [5, 6]],
    ['any age', { olderThan: 0 }, [1, 2, 3, 4, 5, 6]],
    ['no age at all', { olderThan: 240, youngerThan: 240 }, []],
    ['an age and a number', { olderThan: 60, search: '#6' }, [6]],
    ['an age and a kind of media', { olderThan: 60, mediaType: 'video' }, []],
  ])('shows what waits %s', async (_words, asked, found) => {
    expect((await numbers(asked)).toSorted()).toEqual(found)
    expect((await numbers({ ...asked, ...waiting, order: 'newest' })).toReversed()).toEqual(found)
  })

  test('has as many in each band as the counts beside it say', async () => {
    const [counted] = await countQueues(team.moderator, {})
    let olderThan: number | null = null
    for (const { band, minutes } of ageBands) {
      const youngerThan: number | null = Number.isFinite(minutes) ? minutes : null
      expect(await numbers({ ...waiting, olderThan, youngerThan })).toHaveLength(counted!.waiting[band])
      olderThan = youngerThan
    }
  })

  test('is kept to from case to case, and by what is offered next', async () => {
    const part = { olderThan: 240, youngerThan: 10_080 }
    expect(await readNeighbours(team.moderator, { ...part, ...waiting, number: 4, order: 'newest' })).toEqual({
      previous: 5,
      next: null,
    })
    expect((await findNextCase(team.moderator, { ...part, number: 4 })).number).toBe(5)
    expect(await claimNextCase(team.moderator, { olderThan: 10_080 })).toMatchObject({ number: 6 })
  })

  test('is of the reader’s team alone, and refuses what is no age', async () => {
    expect((await listQueue((await makeTeam()).moderator, { olderThan: 0 })).rows).toEqual([])
    await expectRefusal(listQueue(team.moderator, { olderThan: -1 }), 'bad_request', /olderThan/)
    await expectRefusal(listQueue(team.moderator, { youngerThan: 1.5 }), 'bad_request', /youngerThan/)
    await expectRefusal(listQueue(team.moderator, { olderThan: 525_601 }), 'bad_request', /at most a year/)
    await expectRefusal(findNextCase(team.moderator, { youngerThan: -5 }), 'bad_request', /youngerThan/)
  })
})
