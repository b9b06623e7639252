import { expect, test } from 'vitest'
import { listEvents } from '@/lib/audit/list-events'
import { claimCase } from '@/lib/cases/claim-case'
import { countCases } from '@/lib/cases/count-cases'
import { decideCase } from '@/lib/cases/decide-case'
import { listQueue } from '@/lib/cases/list-queue'
import { readCase } from '@/lib/cases/read-case'
import { releaseCase } from '@/lib/cases/release-case'
import { storeFetchedMedia } from '@/lib/cases/store-fetched-media'
import { undoDecision } from '@/lib/cases/undo-decision'
import { failDetection } from '@/lib/detect/fail-detection'
import { finishDetection } from '@/lib/detect/finish-detection'
import { retryDetection } from '@/lib/detect/retry-detection'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { analysis, openTestCase, openWaitingCase, storedFile } from '../support/rows'

const db = useTestDatabase()

test('a case is opened with its media, detection, events and job, all or nothing', async () => {
  const team = await makeTeam()
  const { number, detectionId } = await openTestCase(team.moderator)
  expect(number).toBe(1)
  const jobs = await db.owner`select name, data from pgboss.job where data->>'detectionId' = ${detectionId}`
  expect(jobs).toMatchObject([{ name: 'detection.run', data: { teamId: team.teamId, detectionId } }])
  const taken = storedFile(team.teamId)
  await openTestCase(team.moderator, { file: taken })
  // The same media row again: the whole case is refused and its number is not used up.
  await expect(openTestCase(team.moderator, { file: taken })).rejects.toThrow()
  expect((await openTestCase(team.moderator)).number).toBe(3)
  const { entries } = await listEvents(team.manager, { caseNumber: 1 })
  expect(entries.map((entry) => entry.type)).toEqual(['detection.started', 'case.opened'])
})

test('numbers count per team, also when many arrive at once', async () => {
  const team = await makeTeam()
  const opened = await Promise.all(Array.from({ length: 12 }, () => openTestCase(team.moderator)))
  expect(opened.map((one) => one.number).sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
})

test('the same idempotency key answers the same case; another request under it is refused', async () => {
  const team = await makeTeam()
  const idempotency = { key: 'k1', hash: 'h1' }
  const both = await Promise.all([
    openTestCase(team.moderator, { idempotency }),
    openTestCase(team.moderator, { idempotency }),
  ])
  expect(new Set(both.map((one) => one.caseId)).size).toBe(1)
  expect(both.map((one) => one.repeated).sort()).toEqual([false, true])
  await expectRefusal(
    openTestCase(team.moderator, { idempotency: { key: 'k1', hash: 'h2' } }),
    'conflict',
    /Idempotency-Key/,
  )
})

test('a URL opens a case that waits for its media', async () => {
  const team = await makeTeam()
  const opened = await openTestCase(team.moderator, {
    source: 'url',
    sourceUrl: 'https://example.org/a.png',
    file: null,
  })
  expect((await readCase(team.moderator, { number: opened.number })).copies).toEqual([])
  const fetched = { caseId: opened.caseId, detectionId: opened.detectionId, file: storedFile(team.teamId) }
  await storeFetchedMedia(team.worker, fetched)
  await expectRefusal(storeFetchedMedia(team.worker, { ...fetched, file: storedFile(team.teamId) }), 'conflict')
  expect((await readCase(team.moderator, { number: opened.number })).case.mediaType).toBe('image')
  await expectRefusal(storeFetchedMedia(team.moderator, fetched), 'forbidden')
})

test('a finished detection puts its verdict on the case, once', async () => {
  const team = await makeTeam()
  const { number, detectionId } = await openTestCase(team.moderator)
  const preview = { ...storedFile(team.teamId, { contentType: 'image/webp' }), width: 320, height: 240 }
  const done = { detectionId, analysis: analysis(), preview, maps: new Map() }
  expect(await finishDetection(team.worker, done)).toEqual({ kept: true })
  expect(await finishDetection(team.worker, { ...done, preview: null })).toEqual({ kept: false })
  const read = await readCase(team.moderator, { number })
  expect(read.case).toMatchObject({ state: 'waiting', verdictLabel: 'Neutral/Uncertain', verdictScore: 0.5 })
  expect(read.detections[0]).toMatchObject({ status: 'completed', evidence: [{ check: 'test.check', position: 0 }] })
  const queue = await listQueue(team.moderator, { states: ['waiting'] })
  expect(queue.rows).toMatchObject([{ number, previewId: preview.id, verdictScore: 0.5 }])
  await expectRefusal(finishDetection(team.admin, done), 'forbidden')
})

test('a failed detection fails the case with its reason, and can be tried again', async () => {
  const team = await makeTeam()
  const { caseId, number, detectionId } = await openTestCase(team.moderator)
  await failDetection(team.worker, { detectionId, reason: 'The file is cut off.' })
  expect(await failDetection(team.worker, { detectionId, reason: 'Again.' })).toEqual({ ended: false })
  expect((await readCase(team.moderator, { number })).case).toMatchObject({
    state: 'failed',
    failure: 'The file is cut off.',
  })
  await expectRefusal(decideCase(team.moderator, { caseId, finding: 'authentic', reason: 'x' }), 'conflict')
  const retried = await retryDetection(team.moderator, { caseId })
  const read = await readCase(team.moderator, { number })
  expect(read.case).toMatchObject({ state: 'analysing', failure: null })
  expect(read.detections.map((run) => [run.id, run.status])).toEqual([
    [retried.detectionId, 'processing'],
    [detectionId, 'failed'],
  ])
  await expectRefusal(retryDetection(team.moderator, { caseId }), 'conflict', /analysed/)
})

test('a decision needs a finding and a reason, is made once, and stands in timeline and trail', async () => {
  const team = await makeTeam()
  const { caseId, number } = await openWaitingCase(team.moderator)
  await expectRefusal(
    decideCase(team.moderator, { caseId, finding: 'authentic', reason: '  ' }),
    'bad_request',
    /say why/,
  )
  // @ts-expect-error: what a forged form could send
  await expectRefusal(decideCase(team.moderator, { caseId, finding: 'nonsense', reason: 'x' }), 'bad_request')
  const decision = { caseId, finding: 'manipulated', reason: 'The shadow is wrong.' } as const
  const twice = await Promise.allSettled([decideCase(team.moderator, decision), decideCase(team.moderator, decision)])
  expect(twice.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  const read = await readCase(team.moderator, { number })
  expect(read.case.state).toBe('decided')
  expect(read.decisions).toMatchObject([
    { finding: 'manipulated', reason: 'The shadow is wrong.', decidedByName: 'Mo Moderator' },
  ])
  expect(read.timeline.at(-1)).toMatchObject({ type: 'case.decided', actorName: 'Mo Moderator' })
  const { entries } = await listEvents(team.manager, { types: ['case.decided'] })
  expect(entries[0]).toMatchObject({
    caseNumber: number,
    facts: { finding: 'manipulated', reason: 'The shadow is wrong.' },
  })
  await expectRefusal(listEvents(team.moderator, {}), 'forbidden', /role/)
})

test('a fresh decision can be taken back by the one who made it', async () => {
  const team = await makeTeam()
  const { caseId, number } = await openWaitingCase(team.moderator)
  const { decisionId } = await decideCase(team.moderator, {
    caseId,
    finding: 'authentic',
    reason: 'Seen the original.',
  })
  await expectRefusal(undoDecision(team.admin, { caseId, decisionId }), 'forbidden', /who decided/)
  await undoDecision(team.moderator, { caseId, decisionId })
  await expectRefusal(undoDecision(team.moderator, { caseId, decisionId }), 'not_found')
  const read = await readCase(team.moderator, { number })
  expect(read.case).toMatchObject({ state: 'waiting', decidedAt: null })
  expect(read.decisions[0]?.undoneAt).not.toBeNull()

  const late = await decideCase(team.moderator, { caseId, finding: 'authentic', reason: 'Still.' })
  await db.owner`update decisions set effective_at = now() - interval '1 second' where id = ${late.decisionId}`
  await expectRefusal(undoDecision(team.moderator, { caseId, decisionId: late.decisionId }), 'conflict', /is over/)
})

test('a taken case is decided by the one who took it, until it is given back', async () => {
  const team = await makeTeam()
  const { caseId } = await openWaitingCase(team.moderator)
  await claimCase(team.moderator, { caseId })
  await claimCase(team.moderator, { caseId })
  await expectRefusal(claimCase(team.admin, { caseId }), 'conflict', /Someone else/)
  await expectRefusal(releaseCase(team.admin, { caseId }), 'conflict', /not working/)
  await expectRefusal(decideCase(team.admin, { caseId, finding: 'authentic', reason: 'x' }), 'conflict', /Someone else/)
  await releaseCase(team.moderator, { caseId })
  await decideCase(team.admin, { caseId, finding: 'authentic', reason: 'x' })
})

test('another team’s case answers exactly like a missing one', async () => {
  const team = await makeTeam()
  const other = await makeTeam()
  const { caseId, number } = await openWaitingCase(team.moderator)
  const missing = await readCase(other.admin, { number: 999 }).catch((error) => error)
  const foreign = await readCase(other.admin, { number }).catch((error) => error)
  expect([foreign.code, foreign.message]).toEqual([missing.code, missing.message.replace('999', String(number))])
  await expectRefusal(decideCase(other.admin, { caseId, finding: 'authentic', reason: 'x' }), 'not_found')
  await expectRefusal(claimCase(other.admin, { caseId }), 'not_found')
  await expectRefusal(retryDetection(other.admin, { caseId }), 'not_found')
})

test('the queue is filtered by state, medium and search, and paged', async () => {
  const team = await makeTeam()
  for (let i = 0; i < 52; i += 1) await openTestCase(team.moderator, { title: `beach ${i}.png` })
  await openTestCase(team.moderator, { title: '100%_voice.mp3', file: storedFile(team.teamId, { mediaType: 'audio' }) })
  const first = await listQueue(team.moderator, { order: 'newest' })
  expect(first.rows).toHaveLength(30)
  expect(first.more).toBe(true)
  const second = await listQueue(team.moderator, { order: 'newest', after: first.next })
  expect(second.rows.map((row) => row.number)).toEqual(Array.from({ length: 23 }, (_, place) => 23 - place))
  expect((await listQueue(team.moderator, { mediaType: 'audio' })).rows).toHaveLength(1)
  expect((await listQueue(team.moderator, { search: '#7' })).rows[0]?.title).toBe('beach 6.png')
  expect((await listQueue(team.moderator, { search: '0%_V' })).rows).toHaveLength(1)
  expect(await countCases(team.moderator, {})).toMatchObject({ analysing: 53, waiting: 0 })
})
