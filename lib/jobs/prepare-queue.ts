import { PgBoss, type UpdateQueueOptions } from 'pg-boss'
import { givenUpQueue, type JobName, jobNames } from './payloads'

/**
 * A job is its worker's while the worker renews it; ten seconds without word and another takes it (the least pg-boss
 * knows). No NOTIFY by the queue itself: lib/jobs/enqueue.ts announces after the commit. Seconds throughout.
 */
const everyQueue = {
  heartbeatSeconds: 10,
  expireInSeconds: 12 * 3600,
  retentionSeconds: 365 * 86_400,
  deleteAfterSeconds: 86_400,
  retryBackoff: true,
  notify: false,
}

/** How often each kind of job is tried again; the delay doubles each time, with jitter. */
const retries: Record<JobName, UpdateQueueOptions> = {
  'detection.run': { retryLimit: 3, retryDelay: 1, retryDelayMax: 60 },
  'detection.send': { retryLimit: 3, retryDelay: 1, retryDelayMax: 60 },
  'detection.poll': { retryLimit: 3, retryDelay: 2, retryDelayMax: 60 },
  'media.fetch': { retryLimit: 4, retryDelay: 3, retryDelayMax: 120 },
  'intelligence.write': { retryLimit: 3, retryDelay: 1, retryDelayMax: 60 },
  'question.answer': { retryLimit: 3, retryDelay: 1, retryDelayMax: 60 },
  // A callback's own attempts are counted in its row (lib/callbacks/deliver-callback.ts); these are for faults of ours.
  'callback.deliver': { retryLimit: 5, retryDelay: 2, retryDelayMax: 120 },
  // Until it works; after these, every hour by the sweep.
  'case.purge': { retryLimit: 20, retryDelay: 2, retryDelayMax: 600 },
  // What they look at is looked at again when queues or rules change next.
  'case.route': { retryLimit: 5, retryDelay: 2, retryDelayMax: 120 },
  'queue.arrange': { retryLimit: 5, retryDelay: 2, retryDelayMax: 120 },
  // As a callback's.
  'webhook.deliver': { retryLimit: 5, retryDelay: 2, retryDelayMax: 120 },
  'webhook.catch_up': { retryLimit: 5, retryDelay: 2, retryDelayMax: 120 },
  'decision.tell': { retryLimit: 5, retryDelay: 2, retryDelayMax: 120 },
}

/** Makes the queue's tables and one queue per kind of job; as the database's owner, at every start. */
export async function prepareQueue(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    supervise: false,
    schedule: false,
    registerInstance: false,
    max: 2,
  })
  await boss.start()
  try {
    for (const name of jobNames) {
      const givenUp = givenUpQueue(name)
      await makeQueue(boss, givenUp, { ...everyQueue, retryLimit: 10, retryDelay: 5, retryDelayMax: 600 })
      await makeQueue(boss, name, { ...everyQueue, ...retries[name], deadLetter: givenUp })
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}

async function makeQueue(boss: PgBoss, name: string, options: UpdateQueueOptions): Promise<void> {
  if (await boss.getQueue(name)) await boss.updateQueue(name, options)
  else await boss.createQueue(name, options as Parameters<PgBoss['createQueue']>[1])
}
