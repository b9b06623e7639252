import { queueDepth } from '@/lib/jobs/queue-depth'
import { longWait, type Reading } from './health-part'

/** How much waits for a worker, and how long. */
export async function readQueue(): Promise<Reading> {
  const { waiting, running, oldestSeconds } = await queueDepth()
  const says = `${running} running, ${waiting} waiting${oldestSeconds === null ? '' : `, the oldest for ${oldestSeconds} s`}.`
  return (oldestSeconds ?? 0) > longWait
    ? { state: 'degraded', says: `${says} More workers, or a higher WORKER_CONCURRENCY, would help.` }
    : { state: 'up', says }
}
