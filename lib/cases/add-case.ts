import crypto from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { callbacks } from '@/drizzle/schema/callbacks'
import { cases } from '@/drizzle/schema/cases'
import { intelligences } from '@/drizzle/schema/intelligences'
import { media } from '@/drizzle/schema/media'
import { teams } from '@/drizzle/schema/teams'
import { type Actor, actorId } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import type { AuditEvent } from '@/lib/audit/events'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { detectorsOf } from '@/lib/detect/detectors/detector'
import { readDetectorUse } from '@/lib/detect/read-detector-use'
import { DetectionParameters, languageCode } from '@/lib/detect/request-parameters'
import { startRuns } from '@/lib/detect/start-runs'
import { DocketError } from '@/lib/errors'
import type { Job } from '@/lib/jobs/payloads'
import { keptFileKey } from '@/lib/media/file-key'
import { type Placement, placeNewCase } from '@/lib/queues/placement'
import { readRouting } from '@/lib/queues/read-routing'
import { queuedEvents } from '@/lib/queues/route-case'
import { makeCaseKey } from '@/lib/retention/case-key'
import { redactNewCase, sealNewCase } from '@/lib/retention/new-case'
import { rulesOf } from '@/lib/retention/read-rules'
import { purgeDeadline } from '@/lib/retention/retention-rules'
import { StoredFileInput } from './stored-file'

/** What a case is opened with, however it is handed in: with its name and address, also where they must not be kept. */
export const NewCase = z.object({
  source: z.enum(['upload', 'url', 'api', 'sample']),
  title: z.string().trim().min(1).max(255),
  sourceUrl: z.url().max(2048).nullable().default(null),
  file: StoredFileInput.nullable(),
  parameters: DetectionParameters,
  zeroRetention: z.boolean().default(false),
  callback: z
    .object({ url: z.url().max(2048), waitForIntelligence: z.boolean().nullable() })
    .nullable()
    .default(null),
  batchId: z.uuid().nullable().default(null),
  /** BCP 47, as whoever hands it in says; null: not said. */
  language: z.string().trim().regex(languageCode).nullable().optional(),
})
export type NewCase = z.output<typeof NewCase>

export interface AddedCase {
  caseId: string
  number: number
  detectionId: string
  events: AuditEvent[]
  jobs: Job[]
}

/**
 * Adds a case with its original, its first runs and whatever was asked for beside it, in the caller's transaction;
 * its events and jobs are the caller's to return. `idempotency` marks the detection as the answer to a repetition.
 */
export async function addCase(
  tx: Transaction,
  actor: Actor,
  input: NewCase,
  idempotency?: { key: string; hash: string },
): Promise<AddedCase> {
  const { teamId } = actor
  const { source, parameters, zeroRetention, batchId } = input
  // Its answer names other cases.
  if (parameters.useReverseSearch) authorise(actor, 'case.read')
  const rules = await rulesOf(tx, teamId)
  if (rules.portalRule && !zeroRetention && actor.kind === 'member' && source !== 'sample') throw mustNotBeKept()
  const caseId = crypto.randomUUID()
  const number = await nextNumber(tx, actor)
  // What the rows hold: nothing that must not be kept, from the first moment on.
  const shown = zeroRetention ? redactNewCase(teamId, input) : input
  const overApi = actor.kind === 'api-key'
  const purgeAfter = zeroRetention ? purgeDeadline(rules, overApi, now()) : null
  const placement = await insertCase(tx, actor, { caseId, number, purgeAfter, input: shown })
  // Under zero retention: whatever the case must not keep is sealed with this, and unreadable without.
  const caseKey = zeroRetention ? await makeCaseKey(tx, { teamId, caseId }) : null
  if (caseKey) await sealNewCase(tx, { teamId, caseId, key: caseKey }, input)
  if (shown.file) {
    const fileKey = keptFileKey(shown.file, caseKey)
    await tx.insert(media).values({ ...shown.file, teamId, caseId, copy: 'original', fileKey })
  }
  const detectors = detectorsOf(await readDetectorUse(tx, teamId))
  const filename = shown.file?.filename ?? null
  const runs = await startRuns(tx, { teamId, caseId, parameters, detectors, filename, batchId, idempotency })
  const { detectionId } = runs
  if (input.callback) await tx.insert(callbacks).values({ ...input.callback, teamId, detectionId })
  const intelligenceId = parameters.intelligence ? crypto.randomUUID() : null
  if (intelligenceId) await tx.insert(intelligences).values({ id: intelligenceId, teamId, detectionId })
  const mediaType = input.file?.mediaType ?? null
  const sha256 = zeroRetention ? null : (input.file?.sha256 ?? null)
  return {
    caseId,
    number,
    detectionId,
    events: [
      { type: 'case.opened', caseId, number, source, mediaType, sha256, zeroRetention },
      ...queuedEvents({ id: caseId, queueId: null }, placement),
      ...runs.events,
      ...(intelligenceId ? [{ type: 'intelligence.requested' as const, caseId, detectionId, intelligenceId }] : []),
    ],
    jobs: runs.jobs,
  }
}

function mustNotBeKept(): DocketError {
  return new DocketError(
    'conflict',
    'Your team keeps nothing that is handed in here: its rule was switched on meanwhile. Reload the page and hand it in again.',
  )
}

async function nextNumber(tx: Transaction, actor: Actor): Promise<number> {
  const [team] = await tx
    .update(teams)
    .set({ nextCaseNumber: sql`${teams.nextCaseNumber} + 1` })
    .where(eq(teams.id, actor.teamId))
    .returning({ next: teams.nextCaseNumber })
  if (!team) throw new DocketError('forbidden', 'This team does not exist any more.')
  return team.next - 1
}

async function insertCase(
  tx: Transaction,
  actor: Actor,
  { caseId, number, purgeAfter, input }: { caseId: string; number: number; purgeAfter: Date | null; input: NewCase },
): Promise<Placement> {
  const row = {
    id: caseId,
    teamId: actor.teamId,
    number,
    state: 'analysing',
    retention: input.zeroRetention ? 'due' : 'keep',
    zeroRetention: input.zeroRetention,
    purgeReason: input.zeroRetention ? 'zero_retention' : null,
    purgeAfter,
    mediaType: input.file?.mediaType ?? null,
    title: input.title,
    source: input.source,
    sourceUrl: input.sourceUrl,
    submittedByKind: actor.kind,
    submittedById: actorId(actor),
    language: input.language ?? null,
    queuedAt: now(),
  } as const
  const placement = placeNewCase(await readRouting(tx, actor.teamId), row)
  const { queueId, priority } = placement
  await tx.insert(cases).values({ ...row, queueId, priority })
  return placement
}
