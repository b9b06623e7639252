import type { JobPayload } from '@/lib/jobs/payloads'

/** The job `detection.poll`. */
export async function pollDetection(_payload: JobPayload<'detection.poll'>): Promise<void> {
  throw new Error('not built yet')
}
/** Ends a remote detection that could not be asked about. */
export async function giveUpPolling(_payload: JobPayload<'detection.poll'>): Promise<void> {
  throw new Error('not built yet')
}
