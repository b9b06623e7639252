import { receiverGroup } from '@/lib/callbacks/deliver-job'
import type { Job } from '@/lib/jobs/payloads'

/** The job that sends a delivery, now or `afterSeconds` from now; jobs of one receiver are a group, as those of callbacks are. */
export function deliveryJob(delivery: { teamId: string; id: string; url: string }, afterSeconds = 0): Job {
  const { teamId, id: deliveryId, url } = delivery
  const timing = afterSeconds > 0 ? { startAfterSeconds: afterSeconds } : {}
  return ['webhook.deliver', { teamId, deliveryId }, { group: receiverGroup(url), ...timing }]
}
