import { beforeAll, expect, test } from 'vitest'
import { readCase } from '@/lib/cases/read-case'
import { storeFetchedMedia } from '@/lib/cases/store-fetched-media'
import { withdrawCase } from '@/lib/cases/withdraw-case'
import type { DetectorUse } from '@/lib/detect/detectors/detector'
import { failDetection } from '@/lib/detect/fail-detection'
import { finishDetection } from '@/lib/detect/finish-detection'
import { listDetections } from '@/lib/detect/list-detections'
import { readDetection } from '@/lib/detect/read-detection'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { retryDetection } from '@/lib/detect/retry-detection'
import { useTestDatabase } from '../support/database'
import { fakePicture, plainPicture } from '../support/examined'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { chooseDetectors, connectInstance, disconnectInstance, jobsOfDetection } from '../support/remote-detector'
import { openTestCase, storedFile } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam

beforeAll(async () => {
  connectInstance({ url: 'https://detector.example/api/v2', key: 'a key', host: 'detector.example' })
  team = await makeTeam()
})

interface Run {
  id: string
  detector: string
  second: boolean
  status: string
  marker: string | null
}

function runsOf(caseId: string): Promise<Run[]> {
  return db.owner<Run[]>`
    select d.id, d.detector, d.second_opinion as second, d.status, r.marker
    from detections d left join remote_runs r on r.detection_id = d.id where d.case_id = ${caseId}
    order by d.created_at desc, d.second_opinion`
}

async function caseOf(caseId: string) {
  const [row] = await db.owner`select state, verdict_label, failure, number, retention from cases where id = ${caseId}`
  return row ?? {}
}

/** A case with a deciding run and a second opinion. */
async function openBoth(change: Parameters<typeof openTestCase>[1] = {}, use: DetectorUse = 'remote_then_builtin') {
  await chooseDetectors(team.admin, use)
  const opened = await openTestCase(team.moderator, change)
  const [first, second] = await runsOf(opened.caseId)
  if (!first || !second) throw new Error('there are not two runs')
  return { ...opened, first: first.id, second: second.id }
}

const finish = (detectionId: string, analysis = fakePicture) =>
  finishDetection(team.worker, { detectionId, analysis, preview: null, maps: new Map() })
const fail = (detectionId: string, reason = 'The picture cannot be read.') =>
  failDetection(team.worker, { detectionId, reason })

test('each choice of detectors opens its runs, the deciding one first, each with its job', async () => {
  const wanted: Record<DetectorUse, [string, boolean][]> = {
    builtin: [['builtin', false]],
    remote: [['remote', false]],
    remote_then_builtin: [
      ['remote', false],
      ['builtin', true],
    ],
    builtin_then_remote: [
      ['builtin', false],
      ['remote', true],
    ],
  }
  for (const [use, runs] of Object.entries(wanted)) {
    await chooseDetectors(team.admin, use as DetectorUse)
    const { caseId, detectionId } = await openTestCase(team.moderator)
    const found = await runsOf(caseId)
    expect(found.map(({ detector, second }) => [detector, second])).toEqual(runs)
    expect(found[0]?.id).toBe(detectionId)
    for (const { id, detector, marker } of found) {
      expect(marker).toBe(detector === 'remote' ? `docket-${id.replaceAll('-', '')}.png` : null)
      const name = detector === 'remote' ? 'detection.send' : 'detection.run'
      expect((await jobsOfDetection(db, id)).map((job) => job.name)).toEqual([name])
    }
  }
})

test('without any connection the built-in engine judges, whatever was chosen', async () => {
  await chooseDetectors(team.admin, 'remote_then_builtin')
  disconnectInstance()
  const { caseId } = await openTestCase(team.moderator)
  expect(await runsOf(caseId)).toMatchObject([{ detector: 'builtin', second: false }])
  connectInstance({ url: 'https://detector.example/api/v2', key: 'a key', host: 'detector.example' })
})

test('what was fetched starts both; what cannot be fetched ends both', async () => {
  const fromUrl = { source: 'url' as const, sourceUrl: 'https://example.test/a.png', file: null }
  const { caseId, first, second } = await openBoth(fromUrl)
  expect(await jobsOfDetection(db, second)).toHaveLength(0)
  await storeFetchedMedia(team.worker, { caseId, detectionId: first, file: storedFile(team.teamId) })
  for (const id of [first, second]) expect(await jobsOfDetection(db, id)).toHaveLength(1)

  const lost = await openBoth(fromUrl)
  await fail(lost.first, 'The URL leads nowhere.')
  expect(await caseOf(lost.caseId)).toMatchObject({ state: 'analysing' })
  expect((await jobsOfDetection(db, lost.second)).map(({ name }) => name)).toEqual(['detection.run'])
  const { runDetection } = await import('@/lib/detect/run-detection')
  const attempt = { number: 1, last: true, signal: new AbortController().signal }
  await runDetection({ teamId: team.teamId, detectionId: lost.second }, attempt)
  expect(await caseOf(lost.caseId)).toMatchObject({
    state: 'failed',
    failure: expect.stringMatching(/^The URL leads nowhere\. .*There is no media/),
  })
})

test('a second opinion is no answer of the API', async () => {
  const parameters = DetectionParameters.parse({ intelligence: true, audioSourceTracing: true })
  const { first, second, detectionId } = await openBoth({ parameters })
  expect(detectionId).toBe(first)
  await finish(second)
  const { ids, total } = await listDetections(team.moderator, new URLSearchParams('page=1&page_size=1000'))
  expect(ids).toContain(first)
  expect(ids).not.toContain(second)
  expect(total).toBe(ids.length)
  expect((await readDetection(team.moderator, { uuid: first })).status).toBe('processing')
  await expectRefusal(readDetection(team.moderator, { uuid: second }), 'not_found', /^Detect not found$/)
  await expectRefusal(withdrawCase(team.manager, { uuid: second }), 'not_found', /^Detect not found$/)
  const reports = await db.owner`select 1 from intelligences where detection_id = ${second}`
  expect(reports).toHaveLength(0)
})

test('the deciding verdict moves the case; the second opinion only adds its own, before or after', async () => {
  for (const secondFirst of [true, false]) {
    const { caseId, number, first, second } = await openBoth()
    if (secondFirst) {
      await finish(second, plainPicture)
      expect(await caseOf(caseId)).toMatchObject({ state: 'analysing', verdict_label: null })
    }
    await finish(first)
    expect(await caseOf(caseId)).toMatchObject({ state: 'waiting', verdict_label: 'Fake' })
    if (!secondFirst) await finish(second, plainPicture)
    expect(await caseOf(caseId)).toMatchObject({ state: 'waiting', verdict_label: 'Fake' })
    const { detections } = await readCase(team.moderator, { number })
    expect(detections.map(({ label }) => label).sort()).toEqual(['Fake', 'Neutral/Uncertain'])
  }
})

test('a second opinion that ends late touches neither a claim nor a decision', async () => {
  const { caseId, first, second } = await openBoth()
  await finish(first)
  await db.owner`update cases set state = 'decided' where id = ${caseId}`
  await finish(second, plainPicture)
  expect(await caseOf(caseId)).toMatchObject({ state: 'decided', verdict_label: 'Fake' })
})

test('where the deciding one fails, the case waits with the second opinion’s verdict, in either order', async () => {
  for (const secondFirst of [true, false]) {
    const { caseId, first, second } = await openBoth()
    if (secondFirst) await finish(second)
    await fail(first)
    if (!secondFirst) {
      expect(await caseOf(caseId)).toMatchObject({ state: 'analysing', failure: null })
      await finish(second)
    }
    expect(await caseOf(caseId)).toMatchObject({ state: 'waiting', verdict_label: 'Fake', failure: null })
  }
})

test('a case fails when both have, also when they end at one instant', async () => {
  for (let round = 0; round < 10; round++) {
    const { caseId, first, second } = await openBoth()
    await Promise.all([fail(first), fail(second)])
    expect(await caseOf(caseId)).toMatchObject({ state: 'failed', failure: 'The picture cannot be read.' })
  }
  for (let round = 0; round < 10; round++) {
    const { caseId, first, second } = await openBoth()
    await Promise.all([fail(first), finish(second)])
    expect(await caseOf(caseId)).toMatchObject({ state: 'waiting', verdict_label: 'Fake' })
  }
})

test('the purge waits for both', async () => {
  const { caseId, first, second } = await openBoth({
    zeroRetention: true,
    title: 'redacted_0123456789abcdef01234567.png',
  })
  const purges = () => db.owner`select 1 from pgboss.job where name = 'case.purge' and data->>'caseId' = ${caseId}`
  await finish(first)
  expect(await purges()).toHaveLength(0)
  await finish(second)
  expect(await purges()).toHaveLength(1)
})

test('deleting the first ends both', async () => {
  const { caseId, first } = await openBoth()
  await withdrawCase(team.manager, { uuid: first })
  expect((await runsOf(caseId)).map(({ status }) => status)).toEqual(['failed', 'failed'])
  const [run] = await db.owner`select state from remote_runs where detection_id = ${first}`
  expect(run).toEqual({ state: 'ended' })
})

test('tried again, a case gets the same kinds of runs', async () => {
  const { caseId, first, second } = await openBoth({}, 'builtin_then_remote')
  await fail(first)
  await fail(second)
  await chooseDetectors(team.admin, 'builtin')
  const { detectionId } = await retryDetection(team.moderator, { caseId })
  const [again, other] = await runsOf(caseId)
  expect(again).toMatchObject({ id: detectionId, detector: 'builtin', second: false, status: 'processing' })
  expect(other).toMatchObject({ detector: 'remote', second: true, status: 'processing' })
  await fail(again?.id ?? '', 'It failed again.')
  expect(await caseOf(caseId)).toMatchObject({ state: 'analysing' })
  await finish(other?.id ?? '')
  expect(await caseOf(caseId)).toMatchObject({ state: 'waiting', verdict_label: 'Fake' })
})

test('where nothing is connected any more, what the team uses now tries again', async () => {
  const { caseId, first, second } = await openBoth()
  await fail(first)
  await fail(second)
  disconnectInstance()
  await retryDetection(team.moderator, { caseId })
  const [again, other] = await runsOf(caseId)
  expect(again).toMatchObject({ detector: 'builtin', second: false, status: 'processing' })
  expect(other?.status).toBe('failed')
  connectInstance({ url: 'https://detector.example/api/v2', key: 'a key', host: 'detector.example' })
})
