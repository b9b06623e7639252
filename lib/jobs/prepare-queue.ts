import { PgBoss } from 'pg-boss'
import { type JobName, jobPayloads } from './payloads'

/** How each kind of job is tried again. `retryDelay` seconds, doubling, with jitter. */
const queueOptions = {
  retryLimit: 3,
  retryDelay: 2,
  retryBackoff: true,
  heartbeatSeconds: 10,
  expireInSeconds: 3600,
  notify: true,
}

/** Makes the queue's tables and one queue per kind of job; as the database's owner, at start. */
export async function prepareQueue(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, supervise: false, schedule: false, max: 2 })
  await boss.start()
  try {
    for (const name of Object.keys(jobPayloads) as JobName[]) {
      if (!(await boss.getQueue(name))) await boss.createQueue(name, queueOptions)
      else await boss.updateQueue(name, queueOptions)
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}
