import crypto from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import { teams } from '@/drizzle/schema/teams'
import { type Actor, actorId } from '@/lib/access/actor'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { isUniqueViolation } from '@/lib/db/unique-violation'
import { DetectionParameters } from '@/lib/detect/request'
import { DocketError } from '@/lib/errors'
import { StoredFileInput } from './stored-file'

const Input = z
  .object({
    source: z.enum(['upload', 'url', 'api', 'sample']),
    title: z.string().trim().min(1).max(255),
    sourceUrl: z.url().max(2048).nullable().default(null),
    file: StoredFileInput.nullable(),
    parameters: DetectionParameters,
    idempotency: z.object({ key: z.string().min(1).max(255), hash: z.string().min(1) }).optional(),
  })
  .refine((input) => (input.file === null) !== (input.sourceUrl === null), 'exactly one of a file and a URL')
type Input = z.output<typeof Input>

export interface OpenedCase {
  caseId: string
  number: number
  detectionId: string
  /** True when the same submission had been made before: this is that one's case, and nothing was added. */
  repeated: boolean
}

const open = command({
  permission: 'case.open',
  input: Input,
  async run(tx, input, actor) {
    const earlier = input.idempotency && (await findEarlier(tx, actor, input.idempotency))
    if (earlier) return { result: earlier, events: [] }
    const caseId = crypto.randomUUID()
    const detectionId = crypto.randomUUID()
    const number = await nextNumber(tx, actor)
    await insertCase(tx, actor, { caseId, number, input })
    if (input.file) await tx.insert(media).values({ ...input.file, teamId: actor.teamId, caseId, copy: 'original' })
    await tx.insert(detections).values({
      id: detectionId,
      teamId: actor.teamId,
      caseId,
      detector: 'builtin',
      parameters: input.parameters,
      idempotencyKey: input.idempotency?.key ?? null,
      idempotencyHash: input.idempotency?.hash ?? null,
    })
    const { source, parameters } = input
    const mediaType = input.file?.mediaType ?? null
    return {
      result: { caseId, number, detectionId, repeated: false },
      events: [
        { type: 'case.opened', caseId, number, source, mediaType, sha256: input.file?.sha256 ?? null },
        { type: 'detection.started', caseId, detectionId, detector: 'builtin', parameters },
      ],
      jobs: [
        input.file
          ? ['detection.run', { teamId: actor.teamId, detectionId }]
          : ['media.fetch', { teamId: actor.teamId, caseId, detectionId }],
      ],
    }
  },
})

/**
 * Opens a case for media that was handed in, and starts its first detection. The same idempotency key with the same
 * submission answers the first one's case; with another it throws `conflict`. When the call throws, or answers
 * `repeated`, the stored file has no row and is the caller's to drop.
 */
export async function openCase(actor: Actor, input: z.input<typeof Input>): Promise<OpenedCase> {
  try {
    return await open(actor, input)
  } catch (error) {
    // Two at once with one key: the second finds the first's row now that it is committed.
    if (input.idempotency && isUniqueViolation(error, 'detections_idempotency')) return open(actor, input)
    throw error
  }
}

async function findEarlier(
  tx: Transaction,
  actor: Actor,
  { key, hash }: { key: string; hash: string },
): Promise<OpenedCase | undefined> {
  const [earlier] = await tx
    .select({ caseId: cases.id, number: cases.number, detectionId: detections.id, hash: detections.idempotencyHash })
    .from(detections)
    .innerJoin(cases, and(eq(cases.teamId, detections.teamId), eq(cases.id, detections.caseId)))
    .where(and(eq(detections.teamId, actor.teamId), eq(detections.idempotencyKey, key)))
  if (!earlier) return undefined
  if (earlier.hash !== hash) {
    throw new DocketError(
      'conflict',
      'This Idempotency-Key was used with another request. Use a new key for a new request.',
    )
  }
  const { caseId, number, detectionId } = earlier
  return { caseId, number, detectionId, repeated: true }
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
  { caseId, number, input }: { caseId: string; number: number; input: Input },
): Promise<void> {
  await tx.insert(cases).values({
    id: caseId,
    teamId: actor.teamId,
    number,
    state: 'analysing',
    mediaType: input.file?.mediaType ?? null,
    title: input.title,
    source: input.source,
    sourceUrl: input.sourceUrl,
    submittedByKind: actor.kind,
    submittedById: actorId(actor),
  })
}
