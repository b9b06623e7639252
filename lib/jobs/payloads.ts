import { z } from 'zod'

/** Every kind of job there is, with what it carries: ids only, never media, names or URLs. */
export const jobPayloads = {
  /** Run the detection's detector on its case's media: the engine here. Also does what `detection.send` does. */
  'detection.run': z.object({ teamId: z.uuid(), detectionId: z.uuid() }),
  /** Hand the detection to the Detect API that it is to run at. */
  'detection.send': z.object({ teamId: z.uuid(), detectionId: z.uuid() }),
  /** Fetch the case's URL, then start its detection. */
  'media.fetch': z.object({ teamId: z.uuid(), caseId: z.uuid(), detectionId: z.uuid() }),
  /**
   * Ask the Detect API how a detection handed to it is doing. `ask`: how often that was asked on schedule before, so that
   * each such job has one successor; left out: a callback came, and the schedule goes on by itself.
   */
  'detection.poll': z.object({ teamId: z.uuid(), detectionId: z.uuid(), ask: z.number().int().min(0).optional() }),
  /** Write the report that was asked for on a finished detection. */
  'intelligence.write': z.object({ teamId: z.uuid(), detectionId: z.uuid() }),
  /** Answer a question about a finished detection. */
  'question.answer': z.object({ teamId: z.uuid(), questionId: z.uuid() }),
  /** Send a callback, once more where it was not taken. */
  'callback.deliver': z.object({ teamId: z.uuid(), callbackId: z.uuid() }),
  /** Delete every copy of a case's media and prove that each is gone. */
  'case.purge': z.object({ teamId: z.uuid(), caseId: z.uuid() }),
  /** Tell webhooks of a decision, now that its grace window is over; nothing where it was taken back. */
  'decision.tell': z.object({ teamId: z.uuid(), decisionId: z.uuid() }),
  /** Send one delivery to a webhook, once more where it was not taken. */
  'webhook.deliver': z.object({ teamId: z.uuid(), deliveryId: z.uuid() }),
  /** Queue what a webhook missed while it was paused; `after`: the last delivery that was queued. */
  'webhook.catch_up': z.object({ teamId: z.uuid(), webhookId: z.uuid(), after: z.uuid().nullable() }),
  /** Look again where a case belongs that has waited as long as a rule asks for. */
  'case.route': z.object({ teamId: z.uuid(), caseId: z.uuid() }),
  /** Put all waiting cases where they belong, after queues or rules have changed. */
  'queue.arrange': z.object({ teamId: z.uuid() }),
} as const

export type JobName = keyof typeof jobPayloads
export type JobPayload<N extends JobName> = z.infer<(typeof jobPayloads)[N]>
export interface JobTiming {
  /** Seconds from now until it is due. */
  startAfterSeconds?: number
  /** Jobs of one group are kept from taking all lanes of their kind (lib/jobs/worker-lane.ts says how far). */
  group?: string
}
/** A job to queue with a change. */
export type Job = { [N in JobName]: readonly [name: N, payload: JobPayload<N>, timing?: JobTiming] }[JobName]

export const jobNames = Object.keys(jobPayloads) as JobName[]

/** The queue a job moves to when it has failed for the last time, however that happened. */
export function givenUpQueue(name: JobName): string {
  return `${name}.given-up`
}
