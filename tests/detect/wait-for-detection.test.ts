import { beforeAll, expect, test } from 'vitest'
import { failDetection } from '@/lib/detect/fail-detection'
import { finishDetection } from '@/lib/detect/finish-detection'
import { reportProgress } from '@/lib/detect/report-progress'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { mostWaiters, waitForDetection } from '@/lib/detect/wait-for-detection'
import { giveUpIntelligence, writeIntelligence } from '@/lib/detect/write-intelligence'
import { env } from '@/lib/env'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { analysis, openTestCase } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam

beforeAll(async () => {
  env().DATABASE_APP_URL = db.appUrl
  team = await makeTeam()
})

async function lasting(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

test('one key holds so many waits and no more; the next is answered at once, and a place that is left is free', async () => {
  const { detectionId } = await openTestCase(team.moderator)
  const stop = new AbortController()
  const wait = (waiter: string, milliseconds: number) =>
    waitForDetection(team.worker, detectionId, { milliseconds, waiter, signal: stop.signal })
  const held = Array.from({ length: mostWaiters }, () => wait('a', 60_000))
  expect(await lasting(async () => expect(await wait('a', 60_000)).toBe(false))).toBeLessThan(200)
  expect(await lasting(() => wait('b', 1000))).toBeGreaterThan(900)
  stop.abort()
  await Promise.all(held)
  const again = new AbortController()
  const signal = again.signal
  expect(
    await lasting(() => waitForDetection(team.worker, detectionId, { milliseconds: 600, waiter: 'a', signal })),
  ).toBeGreaterThan(500)
})

test('the end is told soon, however much changes before', async () => {
  const { detectionId } = await openTestCase(team.moderator)
  const signal = new AbortController().signal
  const waiting = lasting(() =>
    waitForDetection(team.worker, detectionId, { milliseconds: 60_000, waiter: 'c', signal }),
  )
  for (let share = 1; share < 6; share++) {
    await reportProgress(team.worker, { detectionId, stage: 'Reading', progress: share / 10 })
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await failDetection(team.worker, { detectionId, reason: 'The picture cannot be read.' })
  expect(await waiting).toBeLessThan(3000)
})

test('a report that was asked for is waited for too, and a failed one ends the wait', async () => {
  for (const end of ['completed', 'failed']) {
    const { detectionId } = await openTestCase(team.moderator, {
      parameters: DetectionParameters.parse({ intelligence: true }),
    })
    const signal = new AbortController().signal
    let ended = false
    const waiting = waitForDetection(team.worker, detectionId, { milliseconds: 20_000, waiter: 'd', signal })
    void waiting.then(() => {
      ended = true
    })
    await finishDetection(team.worker, { detectionId, analysis: analysis(), preview: null, maps: new Map() })
    await new Promise((resolve) => setTimeout(resolve, 2500))
    expect(ended).toBe(false)
    const work = end === 'completed' ? writeIntelligence : giveUpIntelligence
    await work({ teamId: team.teamId, detectionId })
    const done = lasting(() => waiting)
    expect(await done).toBeLessThan(3000)
  }
})

test('a report that is never written is waited for no longer than was asked', async () => {
  const { detectionId } = await openTestCase(team.moderator, {
    parameters: DetectionParameters.parse({ intelligence: true }),
  })
  await finishDetection(team.worker, { detectionId, analysis: analysis(), preview: null, maps: new Map() })
  const signal = new AbortController().signal
  const wait = { milliseconds: 700, waiter: 'e', signal }
  const took = await lasting(async () => expect(await waitForDetection(team.worker, detectionId, wait)).toBe(true))
  expect(took).toBeGreaterThan(600)
  expect(took).toBeLessThan(2000)
})
