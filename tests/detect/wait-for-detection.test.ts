import { beforeAll, expect, test } from 'vitest'
import { failDetection } from '@/lib/detect/fail-detection'
import { reportProgress } from '@/lib/detect/report-progress'
import { mostWaiters, waitForDetection } from '@/lib/detect/wait-for-detection'
import { env } from '@/lib/env'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { openTestCase } from '../support/rows'

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
  expect(await lasting(() => wait('a', 60_000))).toBeLessThan(200)
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
