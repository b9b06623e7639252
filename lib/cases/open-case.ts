import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import type { Actor } from '@/lib/access/actor'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { isUniqueViolation } from '@/lib/db/unique-violation'
import { DocketError } from '@/lib/errors'
import { takeSecureUpload } from '@/lib/media/take-secure-upload'
import { addCase, NewCase } from './add-case'

const Input = NewCase.extend({
  /** The token of a secure upload that brings the file; it is used up in the same transaction. */
  mediaToken: z.string().nullable().default(null),
  idempotency: z.object({ key: z.string().min(1).max(255), hash: z.string().min(1) }).optional(),
}).refine(
  (input) => [input.file, input.sourceUrl, input.mediaToken].filter((source) => source !== null).length === 1,
  'exactly one of a file, a URL and a secure upload',
)

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
  async run(tx, { mediaToken, idempotency, ...input }, actor) {
    const earlier = idempotency && (await findEarlier(tx, actor, idempotency))
    if (earlier) return { result: earlier, events: [] }
    const file = mediaToken === null ? input.file : await takeSecureUpload(tx, actor, mediaToken)
    const title = mediaToken === null ? input.title : (file?.filename ?? input.title)
    const { events, jobs, ...added } = await addCase(tx, actor, { ...input, file, title }, idempotency)
    return { result: { ...added, repeated: false }, events, jobs }
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
    const second = isUniqueViolation(error, 'detections_idempotency') || (input.mediaToken && isRefusal(error))
    if (input.idempotency && second) return open(actor, input)
    throw error
  }
}

/** A token that the first of two requests used up. */
function isRefusal(error: unknown): boolean {
  return error instanceof DocketError && error.code === 'bad_request'
}

/** What an idempotency key was answered with before. Throws `conflict` for another submission under it, or a deleted one. */
export async function findEarlier(
  tx: Transaction,
  actor: Actor,
  { key, hash }: { key: string; hash: string },
): Promise<OpenedCase | undefined> {
  const [earlier] = await tx
    .select({
      caseId: cases.id,
      number: cases.number,
      detectionId: detections.id,
      hash: detections.idempotencyHash,
      deletedAt: detections.deletedAt,
    })
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
  if (earlier.deletedAt) {
    throw new DocketError(
      'conflict',
      'What was handed in under this Idempotency-Key has been deleted. Use a new key to hand it in again.',
    )
  }
  const { caseId, number, detectionId } = earlier
  return { caseId, number, detectionId, repeated: true }
}
