import { PgBoss } from 'pg-boss'
import { database } from '@/lib/db/client'
import { log } from '@/lib/log'
import { jobsChannel } from './enqueue'
import type { Handlers } from './handlers'
import { type JobName, jobNames } from './payloads'
import { startGivenUpLane, startRunLane } from './worker-lane'

export interface RunningLanes {
  /** Aborts what runs, gives it back to the queue, and resolves when all lanes stand still. */
  stop(): Promise<void>
}

/**
 * Works on every queue it has a handler for, `lanes[name]` jobs of a kind at a time, connecting as the app's role. Also
 * looks after the queue itself: jobs whose worker died are taken over about ten seconds later, by whichever lives.
 */
export async function startLanes(
  appUrl: string,
  handlers: Partial<Handlers>,
  lanes: Partial<Record<JobName, number>>,
): Promise<RunningLanes> {
  const stopping = new AbortController()
  const count = jobNames.reduce((sum, name) => sum + (lanes[name] ?? 0) + 1, 0)
  const boss = new PgBoss({
    connectionString: appUrl,
    max: Math.min(count, 10) + 1,
    migrate: false,
    createSchema: false,
    schedule: false,
    reindex: false,
    monitorVacuum: false,
    registerInstance: false,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
  })
  boss.on('error', (error) => log.warn({ err: error }, 'the job queue met an error and goes on'))
  boss.on('warning', ({ message }) => log.debug({ message }, 'the job queue warns'))
  await boss.start()

  const wakers = new Map<string, (() => void)[]>()
  const startKind = async <N extends JobName>(name: N) => {
    const handler = handlers[name]
    if (!handler) return
    const started = Array.from({ length: lanes[name] ?? 0 }, () => startRunLane(boss, name, handler, stopping.signal))
    wakers.set(name, await Promise.all(started))
    await startGivenUpLane(boss, name, handler)
  }
  for (const name of jobNames) await startKind(name)
  const wake = (name: string) => {
    for (const wakeLane of wakers.get(name) ?? []) wakeLane()
  }
  // Told again of everything after a lost connection.
  const listening = await database().$client.listen(jobsChannel, wake, () => jobNames.forEach(wake))

  return {
    async stop() {
      stopping.abort(new Error('the worker is being stopped'))
      await listening.unlisten().catch(() => {})
      await boss.stop({ graceful: true, timeout: 5000, close: true })
    },
  }
}
