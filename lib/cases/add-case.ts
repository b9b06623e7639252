import crypto from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { callbacks } from '@/drizzle/schema/callbacks'
import { cases } from '@/drizzle/schema/cases'
import { intelligences } from '@/drizzle/schema/intelligences'
import { media } from '@/drizzle/schema/media'
import { teams } from '@/drizzle/schema/teams'
import { type Actor, actorId } from '@/lib/access/actor'
import { authorise } from '@/lib/access/permissions'
import type { AuditEvent } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import { detectorsOf } from '@/lib/detect/detectors/detector'
import { readDetectorUse } from '@/lib/detect/read-detector-use'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { startRuns } from '@/lib/detect/start-runs'
import { DocketError } from '@/lib/errors'
import type { Job } from '@/lib/jobs/payloads'
import { StoredFileInput } from './stored-file'

/** What a case is opened with, however it is handed in. Names are redacted already where nothing may be kept. */
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
  // Its answer names other cases.
  if (input.parameters.useReverseSearch) authorise(actor, 'case.read')
  const caseId = crypto.randomUUID()
  const number = await nextNumber(tx, actor)
  await insertCase(tx, actor, { caseId, number, input })
  if (input.file) await tx.insert(media).values({ ...input.file, teamId, caseId, copy: 'original' })
  const { source, parameters, zeroRetention, batchId } = input
  const detectors = detectorsOf(await readDetectorUse(tx, teamId))
  const filename = input.file?.filename ?? null
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
      ...runs.events,
      ...(intelligenceId ? [{ type: 'intelligence.requested' as const, caseId, detectionId, intelligenceId }] : []),
    ],
    jobs: runs.jobs,
  }
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
  { caseId, number, input }: { caseId: string; number: number; input: NewCase },
): Promise<void> {
  await tx.insert(cases).values({
    id: caseId,
    teamId: actor.teamId,
    number,
    state: 'analysing',
    retention: input.zeroRetention ? 'due' : 'keep',
    zeroRetention: input.zeroRetention,
    mediaType: input.file?.mediaType ?? null,
    title: input.title,
    source: input.source,
    sourceUrl: input.sourceUrl,
    submittedByKind: actor.kind,
    submittedById: actorId(actor),
  })
}
