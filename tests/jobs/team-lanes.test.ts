import crypto from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { withTeam } from '@/lib/db/client'
import { askJob, runJob } from '@/lib/detect/run-jobs'
import { announceJobs, enqueue } from '@/lib/jobs/enqueue'
import type { Job } from '@/lib/jobs/payloads'
import { type RunningLanes, startLanes } from '@/lib/jobs/worker-lanes'
import { useTestDatabase } from '../support/database'

const db = useTestDatabase()
let lanes: RunningLanes | undefined
let release = () => {}

afterEach(async () => {
  release()
  await lanes?.stop()
  await db.owner`delete from pgboss.job`
})

async function queue(jobs: Job[]): Promise<void> {
  await withTeam(crypto.randomUUID(), (tx) => enqueue(tx, jobs))
  announceJobs(jobs)
}

/** Lanes in which the jobs of one team wait for its API; answers what ran, and how many of that team's run. */
async function startSlow(slowTeam: string) {
  const seen: string[] = []
  const slow = { running: 0, most: 0, done: 0 }
  const answered = new Promise<void>((resolve) => {
    release = resolve
  })
  const handler = {
    run: async ({ teamId }: { teamId: string }) => {
      if (teamId !== slowTeam) return void seen.push(teamId)
      slow.running += 1
      slow.most = Math.max(slow.most, slow.running)
      await answered
      slow.running -= 1
      slow.done += 1
    },
    onGivenUp: async () => {},
  }
  const handlers = { 'detection.run': handler, 'detection.send': handler, 'detection.poll': handler }
  lanes = await startLanes(db.appUrl, handlers, { 'detection.run': 1, 'detection.send': 4, 'detection.poll': 6 })
  return { seen, slow }
}

const remote = (teamId: string) => runJob({ teamId, detectionId: crypto.randomUUID(), detector: 'remote' })
const builtin = (teamId: string) => runJob({ teamId, detectionId: crypto.randomUUID(), detector: 'builtin' })
const ask = (teamId: string) => askJob({ teamId, detectionId: crypto.randomUUID() })

test.each([
  ['sent to', remote, 2],
  ['asked', ask, 4],
])('a team whose API is slow when %s holds up neither other teams nor the engine', async (_name, job, most) => {
  const [slowTeam, other, local] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
  const { seen, slow } = await startSlow(slowTeam)
  // All lanes wake at one moment, and each sees room.
  await queue(Array.from({ length: 12 }, () => job(slowTeam)))
  await vi.waitFor(() => expect(slow.running).toBe(most), { timeout: 10_000 })
  await pause(500)
  await queue([job(other), builtin(local)])
  await vi.waitFor(() => expect(seen.toSorted()).toEqual([other, local].toSorted()), { timeout: 5000 })
  expect(slow).toMatchObject({ most, done: 0 })
  release()
  await vi.waitFor(() => expect(slow.done).toBe(12), { timeout: 20_000 })
  expect(slow.most).toBe(most)
})

test('handing over and asking are grouped by team; the engine’s runs are not', async () => {
  const teamId = crypto.randomUUID()
  await queue([remote(teamId), builtin(teamId), ask(teamId)])
  const rows = await db.owner`select name, group_id from pgboss.job order by name`
  expect(rows.map((row) => [row.name, row.group_id])).toEqual([
    ['detection.poll', teamId],
    ['detection.run', null],
    ['detection.send', teamId],
  ])
})
