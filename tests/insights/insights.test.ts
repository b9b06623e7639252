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
import { exportChart } from '@/lib/insights/export-chart'
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
    { mediaType: 'image', source: null, real: { of: 1, n: 2 }, falsely: { of: 1, n: 2 } },
    { mediaType: null, source: 'upload', right: { of: 2, n: 3 }, scoredMade: 1, scoredReal: 2, auc: null },
  ])
  // Asked again, it no longer counts until somebody has answered.
  await askReview(team.moderator, { caseId, reason: 'Not sure any more.' })
  expect(await readAccuracy(team.manager, lately())).toMatchObject([{ right: { of: 1, n: 2 } }, {}, {}])
  await decideCase(team.manager, { caseId, finding: 'synthetic', reason: 'Found its prompt.' })
  await settle(db, caseId)
  expect(await readAccuracy(team.manager, lately())).toMatchObject([{ right: { of: 1, n: 3 } }, {}, {}])
})

test('what people thought before they saw the score stands apart', async () => {
  const { caseId } = await openJudged(team, { label: 'Fake', score: 0.9 })
  await judgeFirst(team.moderator, { caseId, finding: 'authentic' })
  const rows = await readAccuracy(team.manager, lately())
  expect(rows.map(({ basis, mediaType, source, right }) => [basis, mediaType, source, right.of, right.n])).toEqual([
    ['blind', null, null, 0, 1],
    ['blind', 'image', null, 0, 1],
    ['blind', null, 'upload', 0, 1],
  ])
})

/** The same case decided so many times over: as rows, since each through its command takes a while. */
async function multiply({ caseId }: { caseId: string }, times: number, source: 'upload' | 'url' | 'api') {
  const columns = async (table: string, without: string[]) => {
    const rows = await db.owner<{ name: string }[]>`
      select column_name as name from information_schema.columns where table_name = ${table} and table_schema = 'public'
        and is_generated = 'NEVER' and identity_generation is null and column_name <> all(${without})`
    return rows.map(({ name }) => `"${name}"`).join(', ')
  }
  const [ofCase, ofRun, ofDecision] = [
    await columns('cases', ['id', 'number', 'source']),
    await columns('detections', ['id', 'case_id', 'idempotency_key', 'idempotency_hash']),
    await columns('decisions', ['id', 'case_id']),
  ]
  for (let n = 0; n < times; n += 1) {
    const copy = crypto.randomUUID()
    await db.owner.unsafe(`
      insert into cases (id, number, source, ${ofCase})
        select '${copy}', (select max(number) + 1 from cases), '${source}', ${ofCase} from cases where id = '${caseId}';
      insert into detections (id, case_id, ${ofRun})
        select gen_random_uuid(), '${copy}', ${ofRun} from detections where case_id = '${caseId}';
      insert into decisions (id, case_id, ${ofDecision})
        select gen_random_uuid(), '${copy}', ${ofDecision} from decisions where case_id = '${caseId}'`)
  }
}

test('accuracy by scores: measured as the engine is, from the bound on, by media type and by source, with its file', async () => {
  const made = await decided('synthetic', { score: 0.9 })
  const real = await decided('authentic', { label: 'Real', score: 0.1 })
  const falsely = await decided('authentic', { label: 'Fake', score: 0.95 })
  await multiply(made, 29, 'upload')
  await multiply(real, 27, 'api')
  const before = await readAccuracy(team.manager, lately())
  expect(before[0]).toMatchObject({ scoredMade: 30, scoredReal: 29, auc: null, falsely: { of: 1, n: 29 } })
  await multiply(falsely, 1, 'api')
  const rows = await readAccuracy(team.manager, lately())
  const [all, image, api, upload, ...others] = rows
  expect(others).toEqual([])
  // 30 made ones at 0.9 beat the 28 at 0.1, and lose to the 2 at 0.95.
  const auc = { value: expect.closeTo(28 / 30, 12) }
  const low = all!.auc!.low
  expect(all).toMatchObject({ scoredMade: 30, scoredReal: 30, auc, foundAt1: null, calibrationError: null })
  // No threshold that 1.5 of 30 reach finds any; 2 of 30 reach the one at which all are found.
  expect(all).toMatchObject({ foundAt5: { value: 0 }, falsely: { of: 2, n: 30 } })
  expect(image).toMatchObject({ mediaType: 'image', source: null, auc, falsely: { of: 2, n: 30 } })
  expect(api).toMatchObject({ mediaType: null, source: 'api', auc: null, falsely: { of: 1, n: 28 } })
  expect(upload).toMatchObject({ mediaType: null, source: 'upload', auc: null, falsely: { of: 1, n: 2 } })
  const csv = await exportChart(team.manager, { chart: 'accuracy', part: lately() })
  const [header, ...lines] = csv.replace('\uFEFF', '').trim().split(/\r?\n/)
  const cells = (line: string) => Object.fromEntries(header!.split(',').map((name, at) => [name, line.split(',')[at]]))
  expect(lines).toHaveLength(rows.length)
  expect(cells(lines[0]!)).toMatchObject({
    ...{ basis: 'settled', media_type: 'all', source: 'all', scored_made: '30', scored_real: '30', auc: '0.9333' },
    ...{ auc_low: String(Math.round(low * 10_000) / 10_000), real_called_made_of: '2', real_called_made_n: '30' },
    ...{ found_at_1_percent: '', found_at_5_percent: '0', calibration_error: '', calibration_error_high: '' },
  })
  expect(cells(lines[2]!)).toMatchObject({ source: 'api', real_called_made_of: '1', auc: '', auc_low: '' })
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
    right
      .filter(({ mediaType, source }) => !mediaType && !source)
      .map(({ detector, right: { of, n } }) => [detector, of, n]),
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
