import { fork } from 'node:child_process'
import crypto from 'node:crypto'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { withTeam } from '@/lib/db/client'
import { enqueue } from '@/lib/jobs/enqueue'
import { startLanes } from '@/lib/jobs/worker-lanes'
import { useTestDatabase } from '../support/database'

const db = useTestDatabase()
const ids = () => ({ teamId: crypto.randomUUID(), caseId: crypto.randomUUID(), detectionId: crypto.randomUUID() })

test('the jobs of a killed worker are taken over within about ten seconds, or given up after their last attempt', async () => {
  const [again, last] = [ids(), ids()]
  await db.owner`update pgboss.queue set retry_limit = 0 where name = 'media.fetch'`
  const worker = fork(path.resolve('tests/support/stuck-worker.ts'), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, DATABASE_APP_URL: db.appUrl },
  })
  let taken = 0
  worker.on('message', () => taken++)
  await withTeam(again.teamId, (tx) =>
    enqueue(tx, [
      ['detection.run', { teamId: again.teamId, detectionId: again.detectionId }],
      ['media.fetch', last],
    ]),
  )
  await vi.waitFor(() => expect(taken).toBe(2), { timeout: 15_000 })
  worker.kill('SIGKILL')
  const killed = performance.now()

  const ran: { detectionId: string; number: number }[] = []
  const givenUp: string[] = []
  const handler = {
    run: async (payload: { detectionId: string }, { number }: { number: number }) =>
      void ran.push({ detectionId: payload.detectionId, number }),
    onGivenUp: async (payload: { detectionId: string }) => void givenUp.push(payload.detectionId),
  }
  const handlers = { 'detection.run': handler, 'media.fetch': handler }
  const lanes = await startLanes(db.appUrl, handlers, { 'detection.run': 1, 'media.fetch': 1 })
  try {
    await vi.waitFor(() => expect([ran.length, givenUp.length]).toEqual([1, 1]), { timeout: 25_000, interval: 50 })
    expect((performance.now() - killed) / 1000).toBeLessThan(20)
    expect(ran).toEqual([{ detectionId: again.detectionId, number: 2 }])
    expect(givenUp).toEqual([last.detectionId])
  } finally {
    await lanes.stop()
  }
}, 60_000)
