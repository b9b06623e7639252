import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { deliverCallback } from '@/lib/callbacks/deliver-callback'
import { deliverJob } from '@/lib/callbacks/deliver-job'
import { withTeam } from '@/lib/db/client'
import { env } from '@/lib/env'
import { announceJobs, enqueue } from '@/lib/jobs/enqueue'
import type { Handlers } from '@/lib/jobs/handlers'
import { type RunningLanes, startLanes } from '@/lib/jobs/worker-lanes'
import { type CallbackReceiver, startReceiver } from '../support/callback-receiver'
import { useAuthSecret } from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { openWaitingCase } from '../support/rows'

const db = useTestDatabase()
const lanes = 8
// Long beside what a loaded machine takes over ten deliveries.
const patience = 8000
let team: TestTeam
let dead: CallbackReceiver
let live: CallbackReceiver
let running: RunningLanes | undefined

beforeAll(async () => {
  useAuthSecret()
  team = await makeTeam()
  dead = await startReceiver(() => {})
  live = await startReceiver()
  env().ALLOWED_PRIVATE_HOSTS.push(dead.host, live.host)
})
afterEach(async () => {
  await running?.stop()
})
afterAll(async () => {
  await dead.stop()
  await live.stop()
})

/** So many due callbacks to an address, queued at once. */
async function queueMany(count: number, url: string): Promise<void> {
  const { detectionId } = await openWaitingCase(team.admin)
  const rows = await db.owner<{ id: string }[]>`
    insert into callbacks (team_id, detection_id, url, status)
    select ${team.teamId}, ${detectionId}, ${url}, 'due' from generate_series(1, ${count}) returning id`
  const jobs = rows.map(({ id }) => deliverJob({ teamId: team.teamId, id, url }))
  await withTeam(team.teamId, (tx) => enqueue(tx, jobs))
  announceJobs(jobs)
}

test('a receiver that never answers delays no other, however much it is owed', async () => {
  const handler = {
    run: (payload: Parameters<typeof deliverCallback>[0], attempt: Parameters<typeof deliverCallback>[1]) =>
      deliverCallback(payload, attempt, patience),
    onGivenUp: async () => {},
  }
  const handlers: Partial<Handlers> = { 'callback.deliver': handler }
  running = await startLanes(db.appUrl, handlers, { 'callback.deliver': lanes })
  await queueMany(60, dead.url)
  await vi.waitFor(() => expect(dead.received.length).toBeGreaterThan(0), { timeout: 5000 })
  const began = performance.now()
  await queueMany(10, live.url)
  const arrived = await live.waitFor(10)
  // Each that waited for a lane of the dead receiver's would have waited out its time.
  expect((arrived.at(-1)?.at ?? 0) - began).toBeLessThan(patience - 500)
  expect(dead.received.length).toBeLessThanOrEqual(2)
})
