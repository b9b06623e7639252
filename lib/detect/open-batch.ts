import crypto from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { batches } from '@/drizzle/schema/batches'
import { callbacks } from '@/drizzle/schema/callbacks'
import type { Actor } from '@/lib/access/actor'
import type { AuditEvent } from '@/lib/audit/events'
import { addCase, NewCase } from '@/lib/cases/add-case'
import { StoredFileInput } from '@/lib/cases/stored-file'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { isUniqueViolation } from '@/lib/db/unique-violation'
import { DocketError } from '@/lib/errors'
import type { Job } from '@/lib/jobs/payloads'

const Input = NewCase.pick({ parameters: true, zeroRetention: true, callback: true, language: true }).extend({
  /** Kept already. */
  files: z.array(StoredFileInput).min(1),
  idempotency: z.object({ key: z.string().min(1).max(255), hash: z.string().min(1) }).optional(),
})

export interface OpenedBatch {
  batchId: string
  /** True when the same batch had been handed in before: this is that one, and nothing was added. */
  repeated: boolean
}

const open = command({
  permission: 'case.open',
  input: Input,
  async run(tx, { files, parameters, zeroRetention, callback, language, idempotency }, actor) {
    const earlier = idempotency && (await findEarlier(tx, actor, idempotency))
    if (earlier) return { result: earlier, events: [] }
    const { teamId } = actor
    const batchId = crypto.randomUUID()
    const idempotencyKey = idempotency?.key ?? null
    const idempotencyHash = idempotency?.hash ?? null
    await tx.insert(batches).values({ id: batchId, teamId, totalFiles: files.length, idempotencyKey, idempotencyHash })
    // One for the batch: its files report nothing of their own.
    if (callback) await tx.insert(callbacks).values({ ...callback, teamId, batchId })
    const events: AuditEvent[] = [{ type: 'batch.opened', batchId, files: files.length }]
    const jobs: Job[] = []
    const asked = { parameters, zeroRetention, language, callback: null }
    const shared = { ...asked, source: 'api', sourceUrl: null, batchId } as const
    for (const file of files) {
      const added = await addCase(tx, actor, { ...shared, file, title: file.filename })
      events.push(...added.events)
      jobs.push(...added.jobs)
    }
    return { result: { batchId, repeated: false }, events, jobs }
  },
})

/**
 * Opens a case for each file of a batch and starts their detections, all or none. The same idempotency key with the
 * same batch answers the first one; with another it throws `conflict`. When the call throws, or answers `repeated`, the
 * stored files have no rows and are the caller's to drop.
 */
export async function openBatch(actor: Actor, input: z.input<typeof Input>): Promise<OpenedBatch> {
  try {
    return await open(actor, input)
  } catch (error) {
    // Two at once with one key: the second finds the first's row now that it is committed.
    if (input.idempotency && isUniqueViolation(error, 'batches_idempotency')) return open(actor, input)
    throw error
  }
}

async function findEarlier(
  tx: Transaction,
  { teamId }: Actor,
  { key, hash }: { key: string; hash: string },
): Promise<OpenedBatch | undefined> {
  const [earlier] = await tx
    .select({ id: batches.id, hash: batches.idempotencyHash })
    .from(batches)
    .where(and(eq(batches.teamId, teamId), eq(batches.idempotencyKey, key)))
  if (!earlier) return undefined
  if (earlier.hash !== hash) {
    throw new DocketError('conflict', 'This Idempotency-Key was used with another batch. Use a new key for a new one.')
  }
  return { batchId: earlier.id, repeated: true }
}
