import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { claimCase } from '@/lib/cases/claim-case'
import { listQueue } from '@/lib/cases/list-queue'
import { listRowContext } from '@/lib/cases/list-row-context'
import { listRowTracks } from '@/lib/cases/list-row-tracks'
import type { OpenedCase } from '@/lib/cases/open-case'
import { mayWalkFar, QueuePart } from '@/lib/cases/queue-part'
import { readNeighbours } from '@/lib/cases/read-neighbours'
import { database, withTeam } from '@/lib/db/client'
import { reportProgress } from '@/lib/detect/report-progress'
import { moveToQueue } from '@/lib/queues/move-to-queue'
import type { QueueOrder } from '@/lib/queues/priority'
import { useTestDatabase } from '../support/database'
import { decideAs, judgeBy } from '../support/judging'
import { makeTeam, type TestTeam } from '../support/people'
import { makeQueue, openJudged } from '../support/queues'
import { expectRefusal } from '../support/refusals'
import { openTestCase, openWaitingCase, storedFile } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam

type Asked = Parameters<typeof listQueue>[1]
const numbers = async (asked: Asked = {}) => (await listQueue(team.moderator, asked)).rows.map((found) => found.number)

describe('a part of the queue', () => {
  let fake: OpenedCase
  let voice: OpenedCase
  let running: OpenedCase
  let clip: OpenedCase

  beforeAll(async () => {
    team = await makeTeam()
    fake = await openJudged(team, { label: 'Fake', score: 0.95, title: 'harbour.png' })
    voice = await openJudged(team, {
      label: 'Real',
      score: 0.1,
      mediaType: 'audio',
      language: 'pt-BR',
      title: 'a voice.mp3',
    })
    running = await openTestCase(team.admin, { title: 'street.png' })
    clip = await openJudged(team, { mediaType: 'video', source: 'sample', title: 'Harbour at night.mp4' })
    await claimCase(team.moderator, clip)
    await db.owner`update cases set assigned_to = ${team.moderator.memberId}, escalated_at = now() where id = ${fake.caseId}`
  })

  test('is everything, in the queues’ order over all states, or the newest first', async () => {
    expect(await numbers()).toEqual([fake.number, voice.number, running.number, clip.number])
    expect(await numbers({ order: 'newest' })).toEqual([clip, running, voice, fake].map(({ number }) => number))
    expect(await numbers({ states: ['waiting', 'analysing'], order: 'newest' })).toEqual([3, 2, 1])
  })

  test('tells how far an analysis has come and what it is doing', async () => {
    const { detectionId } = running
    await reportProgress(team.worker, { detectionId, stage: 'Listening to the sound', progress: 0.4 })
    const { rows } = await listQueue(team.moderator, { states: ['analysing'] })
    expect(rows[0]).toMatchObject({ number: running.number, progress: 0.4, stage: 'Listening to the sound' })
  })

  test.each<[string, Asked, () => OpenedCase[]]>([
    ['a state', { states: ['waiting'] }, () => [fake, voice]],
    ['states', { states: ['analysing', 'claimed'] }, () => [running, clip]],
    ['a kind of media', { mediaType: 'audio' }, () => [voice]],
    ['a source', { source: 'sample' }, () => [clip]],
    ['a label', { labels: ['Fake', 'Likely fake'] }, () => [fake]],
    ['a least score', { minScore: 0.95 }, () => [fake]],
    ['a greatest score', { maxScore: 0.1 }, () => [voice]],
    ['a language', { language: 'PT-br' }, () => [voice]],
    ['a language at large', { language: 'pt' }, () => [voice]],
    ['a language that only begins alike', { language: 'p' }, () => []],
    ['a narrower language', { language: 'pt-BR-x' }, () => []],
    ['a language that is a pattern', { language: 'p_' }, () => []],
    ['one’s own', { mine: true }, () => [fake, clip]],
    ['escalated', { escalated: true }, () => [fake]],
    ['not escalated', { escalated: false, states: ['waiting'] }, () => [voice]],
    ['zero retention', { zeroRetention: true }, () => []],
    ['a search in any case', { search: 'HARBOUR' }, () => [fake, clip]],
    ['a search and a state', { search: 'harbour', states: ['claimed'] }, () => [clip]],
    ['two letters', { search: 'VO' }, () => [voice]],
    ['a number', { search: '2' }, () => [voice]],
    ['a number with its sign', { search: '#3' }, () => [running]],
    ['no pattern', { search: '%' }, () => []],
    ['no pattern, either', { search: 'st_eet' }, () => []],
    ['nor an escape', { search: '\\' }, () => []],
  ])('is narrowed to %s', async (_words, asked, found) => {
    expect(await numbers(asked)).toEqual(found().map(({ number }) => number))
  })

  test('shows a row whole', async () => {
    await db.owner`update media set duration_seconds = 12.5 where case_id = ${clip.caseId}`
    const { rows } = await listQueue(team.manager, { states: ['claimed'] })
    expect(rows).toMatchObject([
      {
        id: clip.caseId,
        title: 'Harbour at night.mp4',
        mediaType: 'video',
        durationSeconds: 12.5,
        source: 'sample',
        verdictScore: 0.5,
        doubts: 0,
        claimedBy: 'Mo Moderator',
        claimedByMe: false,
        assignedTo: null,
        assignedToMe: false,
        escalated: false,
        skippedByMe: false,
        progress: null,
        stage: null,
      },
    ])
  })

  test('is another team’s never, nor a key’s without the scope', async () => {
    const other = await makeTeam()
    expect((await listQueue(other.moderator, { search: 'harbour' })).rows).toEqual([])
    expect((await listQueue(other.moderator, {})).rows).toEqual([])
    const key = { kind: 'api-key' as const, teamId: team.teamId, keyId: crypto.randomUUID(), scopes: [] }
    await expectRefusal(listQueue(key, {}), 'forbidden')
  })
})

describe('pages', () => {
  beforeEach(async () => {
    team = await makeTeam()
    for (let made = 0; made < 11; made++) {
      const { caseId } = await (made % 3 === 0 ? openTestCase(team.admin) : openJudged(team))
      // Some share their place: the number decides then.
      await db.owner`update cases set priority = ${Math.floor(made / 2) + 0.1} where id = ${caseId}`
    }
  })

  const walk = async (asked: Asked) => {
    const seen: number[] = []
    for (let after: string | null = null, pages = 0; pages < 20; pages++) {
      const page = await listQueue(team.moderator, { ...asked, after, size: 3 })
      seen.push(...page.rows.map(({ number }) => number))
      expect(page.more).toBe(page.next !== null)
      after = page.next
      if (after === null) break
    }
    return seen
  }

  test.each<[QueueOrder, Asked]>([
    ['priority', {}],
    ['priority', { states: ['waiting'] }],
    ['priority', { states: ['analysing', 'waiting', 'claimed', 'failed'] }],
    ['newest', {}],
    ['newest', { states: ['analysing', 'waiting'] }],
    ['priority', { search: 'photo' }],
  ])('in the order %s %j show every case once', async (order, asked) => {
    const whole = await numbers({ ...asked, order })
    expect(await walk({ ...asked, order })).toEqual(whole)
    expect(new Set(whole).size).toBe(whole.length)
  })

  test('of all that is open leave out what is decided or closed', async () => {
    const states = ['analysing', 'waiting', 'claimed', 'failed'] as const
    await db.owner`update cases set state = case when number = 3 then 'decided' else 'closed' end
      where team_id = ${team.teamId} and number in (3, 5)`
    const left = [1, 2, 4, 6, 7, 8, 9, 10, 11]
    expect(await numbers({ states: [...states] })).toEqual(left)
    expect(await walk({ states: [...states] })).toEqual(left)
  })

  test('go on where they were when what was read is gone', async () => {
    const first = await listQueue(team.moderator, { size: 4 })
    await db.owner`update cases set state = 'closed' where number = ${first.rows.at(-1)!.number}
      and team_id = ${team.teamId}`
    const second = await listQueue(team.moderator, { size: 4, after: first.next, states: ['waiting', 'analysing'] })
    expect(second.rows[0]?.number).toBe(5)
  })

  test('begin behind nothing where no case has that number, or another team’s has', async () => {
    expect((await listQueue(team.moderator, { after: '999999999' })).rows).toEqual([])
    expect((await listQueue((await makeTeam()).moderator, { after: '1' })).rows).toEqual([])
  })

  test('of one queue show that queue, and its neighbours', async () => {
    const queueId = await makeQueue(team, 'Apart', 'newest')
    const made = [await openJudged(team), await openJudged(team)]
    for (const { caseId } of made) await moveToQueue(team.manager, { caseId, queueId })
    expect(await numbers({ queueId })).toEqual([made[1]!.number, made[0]!.number])
    const asked = { queueId, states: ['waiting' as const], number: made[1]!.number }
    expect(await readNeighbours(team.moderator, asked)).toEqual({ previous: null, next: made[0]!.number })
  })

  test('before media is gone go by when it goes', async () => {
    const [late, soon] = [
      await openJudged(team, { zeroRetention: true }),
      await openJudged(team, { zeroRetention: true }),
    ]
    const goes = (one: OpenedCase, hours: number) =>
      db.owner`update cases set retention = 'due', purge_reason = 'zero_retention',
        purge_after = now() + ${`${hours} hours`}::interval where id = ${one.caseId}`
    await goes(late, 5)
    await goes(soon, 1)
    expect(await walk({ deadline: true })).toEqual([soon.number, late.number])
    const first = await listQueue(team.moderator, { deadline: true, size: 1 })
    const second = await listQueue(team.moderator, { deadline: true, size: 1, after: first.next })
    expect(second.rows.map(({ number }) => number)).toEqual([late.number])
  })

  test.each(['nonsense', '0', '~', '1~2'])('that no page led to are refused: %s', async (after) => {
    await expectRefusal(listQueue(team.moderator, { after }), 'bad_request', /does not exist/)
  })
})

test('a choice that nothing could be found for in time says so, and keeps nobody waiting', async () => {
  team = await makeTeam()
  const { number } = await openJudged(team)
  const asked = { states: ['waiting' as const], source: 'api' as const }
  expect(await listQueue(team.moderator, asked)).toEqual({ rows: [], more: false, next: null, tooFar: false })
  const over = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  // As slow as a million cases of which none fits.
  const slow = db.owner.begin(async (tx) => {
    await tx`lock table cases in access exclusive mode`
    begun.resolve()
    await over.promise
  })
  await begun.promise
  const [page, beside] = await Promise.all([
    listQueue(team.moderator, asked),
    readNeighbours(team.moderator, { ...asked, number }),
  ])
  over.resolve()
  await slow
  expect(page).toEqual({ rows: [], more: false, next: null, tooFar: true })
  expect(beside).toEqual({ previous: null, next: null })
}, 20_000)

test('only what no index knows is looked for within bounds', () => {
  const part = (asked: object) => mayWalkFar(QueuePart.parse(asked))
  expect(
    [{}, { queueId: crypto.randomUUID() }, { search: 'x' }, { mine: true }, { escalated: true }].map(part),
  ).toEqual([...[false, false, false, false, false]])
  const far = [{ mediaType: 'video' }, { source: 'api' }, { labels: ['Fake'] }, { minScore: 0 }, { maxScore: 1 }]
  const further = [{ zeroRetention: false }, { language: 'pt' }, { escalated: false }, { hideSkipped: true }]
  const placed = [{ policyId: crypto.randomUUID() }, { olderThan: 60 }, { youngerThan: 60 }]
  expect([...far, ...further, ...placed].map(part)).toEqual(Array(12).fill(true))
})

describe('what a row shows beside', () => {
  test('is how the score goes on, and how often the bytes were handed in', async () => {
    team = await makeTeam()
    const sha256 = 'ab'.repeat(32)
    const file = () => storedFile(team.teamId, { sha256, mediaType: 'video' })
    const [one, two] = [
      await openTestCase(team.admin, { file: file() }),
      await openTestCase(team.admin, { file: file() }),
    ]
    const secret = await openTestCase(team.admin, { file: file(), zeroRetention: true })
    const frames = [0.1, 0.9, 0.2].map((score, second) => ({ second, verdict: { score }, hits: [] }))
    await db.owner`update detections set status = 'completed', result = ${db.owner.json({ frames })}
      where id = ${one.detectionId}`
    const caseIds = [one, two, secret].map(({ caseId }) => caseId)
    expect(await listRowTracks(team.moderator, { caseIds })).toEqual({
      [one.caseId]: [{ of: 'frames', scores: [0.1, 0.9, 0.2], seconds: [0, 1, 2] }],
      [two.caseId]: [],
      [secret.caseId]: [],
    })
    expect(await listRowContext(team.moderator, { caseIds })).toEqual({
      [one.caseId]: { seen: 1 },
      [two.caseId]: { seen: 1 },
      // Those that keep nothing are never counted, and have no hash in the open to count others by.
      [secret.caseId]: { seen: 0 },
    })
    const { moderator: stranger } = await makeTeam()
    expect(await listRowTracks(stranger, { caseIds })).toMatchObject({ [one.caseId]: [] })
    expect(await listRowContext(stranger, { caseIds })).toMatchObject({ [one.caseId]: { seen: 0 } })
  })

  test('is that somebody else has to look, until they have', async () => {
    team = await makeTeam()
    await judgeBy(db, team, { fourEyes: 'always' })
    const [asked, other] = [await openWaitingCase(team.operator), await openWaitingCase(team.operator)]
    const caseIds = [asked.caseId, other.caseId]
    const reviews = async () => {
      const context = await listRowContext(team.moderator, { caseIds })
      return caseIds.map((id) => context[id]?.review)
    }
    expect(await reviews()).toEqual([undefined, undefined])
    await decideAs(team.moderator, asked.caseId, 'synthetic')
    expect(await reviews()).toEqual(['second_review', undefined])
    expect((await listRowContext((await makeTeam()).moderator, { caseIds }))[asked.caseId]?.review).toBeUndefined()
    await decideAs(team.manager, asked.caseId, 'synthetic')
    expect(await reviews()).toEqual([undefined, undefined])
  })
})

describe('the search', () => {
  test('answers the newest thousand, and nobody without a team', async () => {
    team = await makeTeam()
    const { caseId } = await openTestCase(team.admin, { title: 'many.png' })
    await db.owner`insert into cases (team_id, number, state, title, source, submitted_by_kind, queue_id)
      select team_id, n, 'waiting', 'many.png', 'upload', 'operator', queue_id
      from cases, generate_series(2, 1200) n where id = ${caseId}`
    const found = await withTeam(team.teamId, (tx) =>
      tx.execute<{ n: number }>(sql`
      select n from search_cases('MANY', null, null) n`),
    )
    expect(found).toHaveLength(1000)
    expect(Math.min(...found.map(({ n }) => n))).toBe(201)
    expect(await database().execute(sql`select search_cases('many', null, null)`)).toHaveLength(0)
    const inOther = withTeam((await makeTeam()).teamId, (tx) =>
      tx.execute(sql`select search_cases('many', null, null)`),
    )
    expect(await inOther).toHaveLength(0)
  })
})
