import '../support/data-folder'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { storeFetchedMedia } from '@/lib/cases/store-fetched-media'
import { withdrawCase } from '@/lib/cases/withdraw-case'
import { failDetection } from '@/lib/detect/fail-detection'
import { finishDetection } from '@/lib/detect/finish-detection'
import { openBatch } from '@/lib/detect/open-batch'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { retryDetection } from '@/lib/detect/retry-detection'
import { env } from '@/lib/env'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { analysis, openTestCase, openWaitingCase, storedFile } from '../support/rows'
import { waitedFor } from '../support/waited-for'

// Whoever locks both locks a run before its case; the other way round two of them would wait for each other.
const db = useTestDatabase()
let team: TestTeam

beforeAll(() => {
  env().DATABASE_APP_URL = db.appUrl
})
beforeEach(async () => {
  team = await makeTeam()
})

test('media that arrives while its detection is being deleted waits for the run without holding the case', async () => {
  const { caseId, detectionId } = await openTestCase(team.moderator, {
    source: 'url',
    file: null,
    sourceUrl: 'https://example.org/photo.png',
  })
  let arriving: Promise<unknown> = Promise.resolve()
  await db.owner.begin(async (deleting) => {
    await deleting`select 1 from detections where id = ${detectionId} for update`
    arriving = storeFetchedMedia(team.worker, { caseId, detectionId, file: storedFile(team.teamId) })
    await waitedFor(db, 'detections')
    await deleting`select 1 from cases where id = ${caseId} for update nowait`
  })
  await expect(arriving).resolves.toEqual({ caseId })
})

test('of two who delete a detection the later takes no lock, so that the purge need not wait for it', async () => {
  const { caseId, detectionId } = await openWaitingCase(team.moderator)
  let second: Promise<unknown> = Promise.resolve()
  let purging: Promise<unknown> = Promise.resolve()
  await db.owner.begin(async (first) => {
    await first`select 1 from detections where id = ${detectionId} for update`
    await first`select 1 from cases where id = ${caseId} for update`
    second = withdrawCase(team.manager, { uuid: detectionId }).catch((error: unknown) => error)
    await waitedFor(db, 'detections')
    purging = db.owner.begin(async (purge) => {
      await purge`select 1 from cases where id = ${caseId} for update`
      await pause(300)
      await purge`update detections set updated_at = now() where id = ${detectionId}`
    })
    await pause(100)
    await first`update detections set deleted_at = now() where id = ${detectionId}`
    await first`update cases set withdrawn_at = now(), state = 'closed', retention = 'due' where id = ${caseId}`
  })
  await purging
  expect(await second).toMatchObject({ code: 'not_found' })
})

test('the files of a batch can be finished and deleted all at once, and its callback is due once', async () => {
  for (let round = 0; round < 3; round++) {
    const { batchId } = await openBatch(team.moderator, {
      files: Array.from({ length: 8 }, () => storedFile(team.teamId)),
      parameters: DetectionParameters.parse({}),
      callback: { url: 'https://example.org/outcomes', waitForIntelligence: null },
    })
    const runs = await db.owner<{ id: string }[]>`select id from detections where batch_id = ${batchId} order by id`
    const ended = runs.flatMap(({ id: detectionId }, place) => [
      ...(place < 4
        ? [finishDetection(team.worker, { detectionId, analysis: analysis(), preview: null, maps: new Map() })]
        : []),
      withdrawCase(team.manager, { uuid: detectionId }),
    ])
    await Promise.all(ended)
    const jobs = await db.owner`select 1 from pgboss.job j join callbacks c on c.id::text = j.data ->> 'callbackId'
      where j.name = 'callback.deliver' and c.batch_id = ${batchId}`
    expect(jobs).toHaveLength(1)
  }
})

test('a case of several runs can be deleted twice at once', async () => {
  for (let round = 0; round < 5; round++) {
    const { caseId, detectionId } = await openTestCase(team.moderator)
    await failDetection(team.worker, { detectionId, reason: 'Broken.' })
    const { detectionId: again } = await retryDetection(team.moderator, { caseId })
    const both = await Promise.allSettled([detectionId, again].map((uuid) => withdrawCase(team.manager, { uuid })))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'not_found' } })
  }
})

test('a result that is kept while its case is being purged waits for the case without holding the media', async () => {
  const { caseId, detectionId } = await openTestCase(team.moderator)
  let keeping: Promise<unknown> = Promise.resolve()
  await db.owner.begin(async (purging) => {
    await purging`select 1 from cases where id = ${caseId} for update`
    keeping = finishDetection(team.worker, { detectionId, analysis: analysis(), preview: null, maps: new Map() })
    await waitedFor(db, 'cases')
    await purging`select 1 from media where case_id = ${caseId} for update nowait`
  })
  await expect(keeping).resolves.toEqual({ kept: true })
})
