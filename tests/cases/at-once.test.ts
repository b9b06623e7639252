import '../support/data-folder'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { giveUp } from '@/lib/callbacks/give-up'
import { keepAttempt } from '@/lib/callbacks/keep-attempt'
import { redriveCallback } from '@/lib/callbacks/redrive-callback'
import { takeCallback } from '@/lib/callbacks/take-callback'
import { claimCase } from '@/lib/cases/claim-case'
import { withdrawCase } from '@/lib/cases/withdraw-case'
import { closeDatabase, connect, replaceDatabase } from '@/lib/db/client'
import { answerQuestion } from '@/lib/detect/answer-question'
import { askQuestion } from '@/lib/detect/ask-question'
import { failDetection } from '@/lib/detect/fail-detection'
import { finishDetection } from '@/lib/detect/finish-detection'
import { giveFeedback } from '@/lib/detect/give-feedback'
import { openBatch } from '@/lib/detect/open-batch'
import { reportProgress } from '@/lib/detect/report-progress'
import { requestIntelligence } from '@/lib/detect/request-intelligence'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { retryDetection } from '@/lib/detect/retry-detection'
import { writeIntelligence } from '@/lib/detect/write-intelligence'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import type { JobName, JobPayload } from '@/lib/jobs/payloads'
import { purgeCase } from '@/lib/retention/purge-case'
import { useAuthSecret } from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { analysis, storedFile } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam

beforeAll(async () => {
  env().DATABASE_APP_URL = db.appUrl
  useAuthSecret()
  // As many at a time as a busy desk: they must wait for each other's rows, not for a connection.
  await closeDatabase()
  replaceDatabase(connect(db.appUrl, 20))
  team = await makeTeam()
})

const url = 'https://example.org/outcomes'
const filename = 'redacted_0123456789abcdef01234567.png'

/** One try, whatever comes of it. */
async function deliver(callbackId: string, failure: string | null): Promise<void> {
  const taken = await takeCallback(team.worker, { callbackId })
  if (!taken) return
  const { attemptId, leasedUntil } = taken
  const end = { status: failure ? 500 : 200, failure, milliseconds: 1, next: 'counts' as const }
  await keepAttempt(team.worker, { callbackId, attemptId, leasedUntil, ...end })
}

const finish = (detectionId: string) =>
  finishDetection(team.worker, { detectionId, analysis: analysis(), preview: null, maps: new Map() })

/** Everything that people, clients and workers can do to a run and its case. */
function actsOn(uuid: string, caseId: string): (() => Promise<unknown>)[] {
  const { teamId, moderator, manager, worker } = team
  const ask = async () => {
    const { id } = await askQuestion(moderator, { uuid, query: 'Why?' })
    await answerQuestion({ teamId, questionId: id })
  }
  const twice = [
    () => withdrawCase(manager, { uuid }),
    () => purgeCase({ teamId, caseId }),
    () => giveFeedback(moderator, { uuid, type: 'correct' }),
  ]
  return [
    ...[...twice, ...twice, ask],
    () => finish(uuid),
    () => failDetection(worker, { detectionId: uuid, reason: 'Broken.' }),
    () => writeIntelligence({ teamId, detectionId: uuid }),
    () => requestIntelligence(moderator, { detectionId: uuid, callbackUrl: url }),
    () => retryDetection(moderator, { caseId }),
    () => claimCase(moderator, { caseId }),
    () => reportProgress(worker, { detectionId: uuid, stage: 'x', progress: 0.5 }),
  ]
}

function actsOnCallback(callbackId: string): (() => Promise<unknown>)[] {
  return [
    () => deliver(callbackId, 'It answered 500.'),
    () => deliver(callbackId, null),
    () => redriveCallback(team.admin, { callbackId }),
    () => giveUp(team.worker, { callbackId }),
  ]
}

/** Does what was queued, all at once, until nothing is queued any more. */
async function drain(): Promise<void> {
  type Untried =
    | 'media.fetch'
    | `detection.${'send' | 'poll'}`
    | 'decision.tell'
    | 'case.route'
    | 'queue.arrange'
    | `webhook.${string}`
  const work: Record<Exclude<JobName, Untried>, (payload: never) => Promise<unknown>> = {
    'detection.run': ({ detectionId }: JobPayload<'detection.run'>) => finish(detectionId),
    'intelligence.write': writeIntelligence,
    'question.answer': answerQuestion,
    'callback.deliver': ({ callbackId }: JobPayload<'callback.deliver'>) => deliver(callbackId, null),
    'case.purge': purgeCase,
  }
  for (let round = 0; round < 40; round++) {
    await db.owner`update callbacks set leased_until = now() - interval '1 second' where leased_until is not null`
    const jobs = await db.owner<{ name: keyof typeof work; data: object }[]>`
      delete from pgboss.job where state = 'created' returning name, data`
    if (jobs.length === 0) return
    await Promise.all(jobs.map(({ name, data }) => work[name](data as never)))
  }
  throw new Error('jobs bring new jobs without end')
}

test.each([
  [true, null],
  [false, true],
  [true, false],
])(
  'zero retention %s, wait_for_intelligence %s: whatever is done at once, all of it ends',
  async (zeroRetention, waits) => {
    const { batchId } = await openBatch(team.moderator, {
      files: Array.from({ length: 6 }, () => storedFile(team.teamId, { filename })),
      parameters: DetectionParameters.parse({ intelligence: true }),
      zeroRetention,
      callback: { url, waitForIntelligence: waits },
    })
    const runs = await db.owner<{ id: string; case_id: string }[]>`
    select id, case_id from detections where batch_id = ${batchId}`
    for (const { id } of runs.slice(0, 4)) {
      await requestIntelligence(team.moderator, { detectionId: id, callbackUrl: url })
    }
    const callbacks = await db.owner<{ id: string }[]>`select id from callbacks where ended_at is null`
    const acts = [
      ...runs.flatMap(({ id, case_id }) => actsOn(id, case_id)),
      ...callbacks.flatMap(({ id }) => actsOnCallback(id)),
    ]
    const faults: unknown[] = []
    const doing = acts.map(async (act) => {
      await pause(Math.random() * 300)
      // Being refused is an end, too; waiting for each other in a ring is none.
      await act().catch((error: unknown) => error instanceof DocketError || faults.push(error))
    })
    await Promise.all(doing)
    expect(faults).toEqual([])
    await drain()
    expect(await db.owner`select id from callbacks where ended_at is null`).toEqual([])
    expect(await db.owner`select id from detections where status = 'processing'`).toEqual([])
    expect(await db.owner`select id from intelligences where status = 'processing'`).toEqual([])
    expect(await db.owner`select id from cases where retention in ('due', 'purging')`).toEqual([])
    expect(
      await db.owner`select m.id from media m join cases c on c.id = m.case_id
    where c.retention = 'purged' and (m.deleted_at is null or m.sha256 <> '')`,
    ).toEqual([])
    expect(
      await db.owner`select q.id from questions q join detections d on d.id = q.detection_id
    where d.deleted_at is not null and q.query <> ''`,
    ).toEqual([])
  },
)
