import { deliverCallback, giveUpCallback } from '@/lib/callbacks/deliver-callback'
import { giveUpTelling, tellDecision } from '@/lib/cases/tell-decision'
import { answerQuestion, giveUpQuestion } from '@/lib/detect/answer-question'
import { giveUpPolling, pollDetection } from '@/lib/detect/poll-detection'
import { giveUpDetection, runDetection } from '@/lib/detect/run-detection'
import { giveUpIntelligence, writeIntelligence } from '@/lib/detect/write-intelligence'
import { log } from '@/lib/log'
import { fetchMedia } from '@/lib/media/fetch-media'
import { arrangeQueues } from '@/lib/queues/arrange-queues'
import { routeCase } from '@/lib/queues/route-case'
import { giveUpPurge, purgeCase } from '@/lib/retention/purge-case'
import { catchUp, giveUpCatchingUp } from '@/lib/webhooks/catch-up'
import { deliverWebhook, giveUpWebhook } from '@/lib/webhooks/deliver-webhook'
import type { JobName, JobPayload } from './payloads'

/** Which try of a job this is, from 1; `last`: when it fails, none follows. Aborted when the worker is being stopped. */
export interface Attempt {
  number: number
  last: boolean
  signal: AbortSignal
}

export interface Handler<N extends JobName> {
  /** Does the job; may be called again for the same payload, also after it succeeded. Throws to be tried again. */
  run(payload: JobPayload<N>, attempt: Attempt): Promise<void>
  /** Ends what the job was for, with a reason: its last attempt failed, or died with its worker. */
  onGivenUp(payload: JobPayload<N>): Promise<void>
}

export type Handlers = { [N in JobName]: Handler<N> }

export const handlers: Handlers = {
  'detection.run': { run: runDetection, onGivenUp: giveUpDetection },
  'detection.send': { run: runDetection, onGivenUp: giveUpDetection },
  'detection.poll': { run: pollDetection, onGivenUp: giveUpPolling },
  'media.fetch': { run: fetchMedia, onGivenUp: giveUpDetection },
  'intelligence.write': { run: writeIntelligence, onGivenUp: giveUpIntelligence },
  'question.answer': { run: answerQuestion, onGivenUp: giveUpQuestion },
  'callback.deliver': { run: deliverCallback, onGivenUp: giveUpCallback },
  'case.route': {
    run: async ({ teamId, caseId }) => void (await routeCase({ kind: 'worker', teamId }, { caseId })),
    onGivenUp: leftWhereItWas,
  },
  'queue.arrange': { run: arrangeQueues, onGivenUp: leftWhereItWas },
  'case.purge': { run: purgeCase, onGivenUp: giveUpPurge },
  'decision.tell': { run: tellDecision, onGivenUp: giveUpTelling },
  'webhook.deliver': { run: deliverWebhook, onGivenUp: giveUpWebhook },
  'webhook.catch_up': { run: catchUp, onGivenUp: giveUpCatchingUp },
}

/** A case stays in the queue it is in, where people find it as before. */
async function leftWhereItWas(payload: JobPayload<'case.route' | 'queue.arrange'>): Promise<void> {
  log.error(payload, 'cases could not be put in their queues; saving the routing rules again tries it again')
}
