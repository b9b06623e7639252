import crypto from 'node:crypto'
import type { Job } from '@/lib/jobs/payloads'

/**
 * The job that sends a callback, now or `afterSeconds` from now. Jobs of one receiver are a group, by its host and port,
 * so that one that does not answer holds up no other; as a hash, since jobs carry no addresses.
 */
export function deliverJob(callback: { teamId: string; id: string; url: string }, afterSeconds = 0): Job {
  const { teamId, id, url } = callback
  return [
    'callback.deliver',
    { teamId, callbackId: id },
    { group: receiverGroup(url), ...(afterSeconds > 0 && { startAfterSeconds: afterSeconds }) },
  ]
}

/** The group of jobs that go to an address. */
export function receiverGroup(url: string): string {
  const host = URL.canParse(url) ? new URL(url).host : ''
  return crypto.createHash('sha256').update(host).digest('hex').slice(0, 32)
}
