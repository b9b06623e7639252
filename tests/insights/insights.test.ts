import { beforeEach, expect, test } from 'vitest'
import type { Member } from '@/lib/access/actor'
import { claimCase } from '@/lib/cases/claim-case'
import { decideCase } from '@/lib/cases/decide-case'
import { judgeFirst } from '@/lib/cases/judge-first'
import { skipCase } from '@/lib/cases/skip-case'
import { undoDecision } from '@/lib/cases/undo-decision'
import { addSeconds, now } from '@/lib/clock'
import type { Label } from '@/lib/engine/analysis'
import { countAgeing } from '@/lib/insights/count-ageing'
import { countVolume, daysOf } from '@/lib/insights/count-volume'
import { readAccuracy } from '@/lib/insights/read-accuracy'
import { readAgreement } from '@/lib/insights/read-agreement'
import { readWorkload } from '@/lib/insights/read-workload'
import { timeToDecision } from '@/lib/insights/time-to-decision'
import { tryThresholds } from '@/lib/insights/try-thresholds'
import { askReview } from '@/lib/reviews/ask-review'
import { useTestDatabase } from '../support/database'
import { settle } from '../support/judging'
import { makeTeam, type TestTeam } from '../support/people'
import { openJudged } from '../support/queues'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
let team: TestTeam

beforeEach(async () => {
  team = await makeTeam()
})

const lately = () => ({ since: addSeconds(now(), -86_400), until: addSeconds(now(), 86_400) })

interface Wanted {
  label?: Label
  score?: number
  mediaType?: 'image' | 'audio' | 'video'
  source?: 'upload' | 'sample'
  by?: Member
  settled?: boolean
}

async function decided(finding: 'synthetic' | 'authentic' | 'inconclusive', wanted: Wanted = {}) {
  const { label = 'Fake', score = 0.9, by = team.moderator, settled = true, ...of } = wanted
  const opened = await openJudged(team, { label, score, ...of })
  const { decisionId } = await decideCase(by, { caseId: opened.caseId, finding, reason: 'Seen.' })
  if (settled) await settle(db, opened.caseId)
  return { ...opened, decisionId }
}

test('volume: what came in and what was decided, day by day and narrowed', async () => {
  await decided('synthetic')
  await decided('authentic', { mediaType: 'audio' })
  const { caseId, decisionId } = await decided('synthetic', { settled: false })
  await undoDecision(team.moderator, { caseId, decisionId })
  const { step, steps } = await countVolume(team.manager, lately())
  expect(step).toBe('day')
  const sum = (of: typeof steps) => of.reduce((all, one) => [all[0]! + one.handedIn, all[1]! + one.decided], [0, 0])
  expect(sum(steps)).toEqual([3, 2])
  expect(sum((await countVolume(team.manager, { ...lately(), mediaType: 'audio' })).steps)).toEqual([1, 1])
  expect(sum((await countVolume(team.manager, { ...lately(), source: 'api' })).steps)).toEqual([0, 0])
  const year = { since: addSeconds(now(), -300 * 86_400), until: addSeconds(now(), 86_400) }
  const weeks = await countVolume(team.manager, year)
  expect(weeks.step).toBe('week')
  expect(sum(weeks.steps)).toEqual([3, 2])
})

test('days and weeks without a gap', () => {
  const part = { since: new Date('2026-03-04T00:00:00Z'), until: new Date('2026-03-17T00:00:00Z') }
  expect(daysOf(part, 'day')).toHaveLength(13)
  expect(daysOf(part, 'week')).toEqual(['2026-03-02', '2026-03-09', '2026-03-16'])
})

test('time to a decision: medians, nine in ten, and bands that add up', async () => {
  for (const [minutes, mediaType] of [
    [1, 'image'],
    [60, 'image'],
    [300, 'video'],
  ] as const) {
    const { caseId } = await decided('synthetic', { mediaType })
    await db.owner`update cases set created_at = (select created_at from decisions where case_id = ${caseId})
      - ${`${minutes} minutes`}::interval where id = ${caseId}`
  }
  const [all, ...kinds] = await timeToDecision(team.manager, lately())
  expect(all).toMatchObject({ mediaType: null, n: 3, median: 3600 })
  expect(all!.ninth).toBeCloseTo(3600 + 0.8 * 14_400, 3)
  expect(all!.bands).toEqual({ hour: 1, fourHours: 1, day: 1, week: 0, older: 0 })
  expect(kinds.map(({ mediaType, n }) => [mediaType, n])).toEqual([
    ['image', 2],
    ['video', 1],
  ])
  expect(await timeToDecision((await makeTeam()).manager, lately())).toEqual([
    expect.objectContaining({ n: 0, median: null }),
  ])
})

test('ageing: what waits, by queue and age', async () => {
  expect(await countAgeing(team.manager, lately())).toEqual([])
  const { caseId } = await openJudged(team)
  await openJudged(team, { mediaType: 'audio' })
  await db.owner`update cases set queued_at = now() - interval '5 hours' where id = ${caseId}`
  expect(await countAgeing(team.manager, lately())).toMatchObject([{ waiting: { hour: 1, day: 1 }, zeroRetention: 0 }])
  expect(await countAgeing(team.manager, { ...lately(), mediaType: 'audio' })).toMatchObject([
    { waiting: { hour: 1, day: 0 } },
  ])
})

test('workload: who did what, and has what in hand', async () => {
  await decided('synthetic')
  const { caseId, decisionId } = await decided('synthetic', { by: team.manager, settled: false })
  await undoDecision(team.manager, { caseId, decisionId })
  await skipCase(team.moderator, { caseId: (await openJudged(team)).caseId, reason: 'language' })
  await claimCase(team.manager, { caseId: (await openJudged(team)).caseId })
  const [first, second, ...others] = await readWorkload(team.admin, lately())
  expect(first).toMatchObject({ memberId: team.moderator.memberId, decided: 1, skipped: 1, takenBack: 0, inHand: 0 })
  expect(second).toMatchObject({ memberId: team.manager.memberId, decided: 0, takenBack: 1, inHand: 1 })
  expect(others).toEqual([])
})

test('agreement: in all, by detector, media type and person; samples only where asked for', async () => {
  await decided('synthetic')
  await decided('authentic')
  await decided('authentic', { label: 'Real', score: 0.1, mediaType: 'audio', by: team.manager })
  await decided('inconclusive')
  await decided('synthetic', { source: 'sample' })
  const rows = await readAgreement(team.manager, lately())
  const said = rows.map(({ by, key, agrees, overrides, neither }) => [by, key, agrees, overrides, neither])
  expect(said).toContainEqual(['all', '', 2, 1, 1])
  expect(said).toContainEqual(['detector', 'builtin', 2, 1, 1])
  expect(said).toContainEqual(['media', 'audio', 1, 0, 0])
  expect(said).toContainEqual(['media', 'image', 1, 1, 1])
  expect(said).toContainEqual(['person', team.moderator.memberId, 1, 1, 1])
  expect(said).toContainEqual(['person', team.manager.memberId, 1, 0, 0])
  expect(rows).toHaveLength(6)
  const [samples] = await readAgreement(team.manager, { ...lately(), source: 'sample' })
  expect(samples).toMatchObject({ agrees: 1, overrides: 0 })
})

test('accuracy rests on settled findings alone', async () => {
  await decided('synthetic')
  await decided('authentic')
  await decided('authentic', { settled: false })
  const { caseId } = await decided('authentic', { label: 'Real', score: 0.1 })
  expect(await readAccuracy(team.manager, lately())).toMatchObject([
    { basis: 'settled', detector: 'builtin', mediaType: null, right: { of: 2, n: 3 }, made: { of: 1, n: 1 } },
    { mediaType: 'image', real: { of: 1, n: 2 } },
  ])
  // Asked again, it no longer counts until somebody has answered.
  await askReview(team.moderator, { caseId, reason: 'Not sure any more.' })
  expect(await readAccuracy(team.manager, lately())).toMatchObject([{ right: { of: 1, n: 2 } }, {}])
  await decideCase(team.manager, { caseId, finding: 'synthetic', reason: 'Found its prompt.' })
  await settle(db, caseId)
  expect(await readAccuracy(team.manager, lately())).toMatchObject([{ right: { of: 1, n: 3 } }, {}])
})

test('what people thought before they saw the score stands apart', async () => {
  const { caseId } = await openJudged(team, { label: 'Fake', score: 0.9 })
  await judgeFirst(team.moderator, { caseId, finding: 'authentic' })
  const rows = await readAccuracy(team.manager, lately())
  expect(rows.map(({ basis, mediaType, right }) => [basis, mediaType, right.of, right.n])).toEqual([
    ['blind', null, 0, 1],
    ['blind', 'image', 0, 1],
  ])
})

test('thresholds: scores on a hundredth and between two', async () => {
  await decided('synthetic', { score: 0.85 })
  await decided('authentic', { score: 0.855 })
  await decided('inconclusive', { score: 0.29, label: 'Real' })
  expect(await tryThresholds(team.manager, lately())).toEqual([
    { floor: 29, ceil: 29, made: 0, real: 0, other: 1 },
    { floor: 85, ceil: 85, made: 1, real: 0, other: 0 },
    { floor: 85, ceil: 86, made: 0, real: 1, other: 0 },
  ])
})

test('a detector’s later run does not change what was agreed to', async () => {
  const { caseId, detectionId } = await decided('synthetic')
  await db.owner`insert into detections (team_id, case_id, detector, status, parameters, result, label, score, completed_at)
    select team_id, case_id, 'remote', 'completed', parameters, result, 'Real', 0.1, now() + interval '1 minute'
    from detections where id = ${detectionId}`
  const agreed = await readAgreement(team.manager, lately())
  expect(agreed.filter(({ by }) => by === 'detector')).toMatchObject([{ key: 'builtin', agrees: 1 }])
  // But it can be judged by what people found.
  const right = await readAccuracy(team.manager, lately())
  expect(
    right.filter(({ mediaType }) => !mediaType).map(({ detector, right: { of, n } }) => [detector, of, n]),
  ).toEqual([
    ['builtin', 1, 1],
    ['remote', 0, 1],
  ])
  expect(caseId).toBeTruthy()
})

test('another team’s cases are nobody’s business, and moderators see none of it', async () => {
  await decided('synthetic')
  const stranger = await makeTeam()
  const all = [countVolume, timeToDecision, countAgeing, readWorkload, readAgreement, readAccuracy, tryThresholds]
  for (const read of all) {
    await expectRefusal(read(team.moderator, lately()), 'forbidden', /see insights/)
    await expectRefusal(read(team.worker, lately()), 'forbidden')
    await expectRefusal(
      read(team.manager, { since: now(), until: addSeconds(now(), -1) }),
      'bad_request',
      /ends before/,
    )
    const seen = JSON.stringify(await read(stranger.manager, lately()))
    expect(seen).not.toMatch(/"(n|of|decided|handedIn|agrees|made)":[1-9]/)
    expect(seen).not.toContain(team.moderator.memberId)
  }
})
