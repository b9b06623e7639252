import { z } from 'zod'

/** Every kind of job there is, with what it carries: ids only, never media, names or URLs. */
export const jobPayloads = {
  /** Run the detection's detector on its case's media. */
  'detection.run': z.object({ teamId: z.uuid(), detectionId: z.uuid() }),
  /** Fetch the case's URL, then start its detection. */
  'media.fetch': z.object({ teamId: z.uuid(), caseId: z.uuid(), detectionId: z.uuid() }),
} as const

export type JobName = keyof typeof jobPayloads
export type JobPayload<N extends JobName> = z.infer<(typeof jobPayloads)[N]>
/** A job to queue with a change. */
export type Job = { [N in JobName]: readonly [name: N, payload: JobPayload<N>] }[JobName]

export const jobNames = Object.keys(jobPayloads) as JobName[]

/** The queue a job moves to when it has failed for the last time, however that happened. */
export function givenUpQueue(name: JobName): string {
  return `${name}.given-up`
}
