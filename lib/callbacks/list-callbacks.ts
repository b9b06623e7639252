import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { batches } from '@/drizzle/schema/batches'
import { callbackAttempts, callbacks } from '@/drizzle/schema/callbacks'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { intelligences } from '@/drizzle/schema/intelligences'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { callbackStatuses } from './callback-rules'

export const callbackPageSize = 25

const Input = z.object({
  status: z.enum(callbackStatuses).nullable().default(null),
  /** Only callbacks older than this one: the last one of the page before. */
  before: z.uuid().nullable().default(null),
})

/**
 * One page of the team's callbacks, newest first, each with its attempts, and whether there are more. Of an address only
 * host and path: its query may hold a secret.
 */
export const listCallbacks = query({
  permission: 'callback.read',
  input: Input,
  async run(tx, { status, before }, actor) {
    const { teamId } = actor
    const last = tx
      .select({ createdAt: callbacks.createdAt, id: callbacks.id })
      .from(callbacks)
      .where(and(eq(callbacks.teamId, teamId), sql`${callbacks.id} = ${before}`))
    const found = await tx
      .select({
        callbackId: callbacks.id,
        url: callbacks.url,
        status: callbacks.status,
        createdAt: callbacks.createdAt,
        endedAt: callbacks.endedAt,
        /** When the next try is due, at the earliest; null when that is now, or unknown. */
        nextTryAt: callbacks.leasedUntil,
        caseNumber: cases.number,
        ofReport: sql<boolean>`${callbacks.intelligenceId} is not null`,
        batchId: callbacks.batchId,
        batchFiles: batches.totalFiles,
      })
      .from(callbacks)
      .leftJoin(batches, and(eq(batches.teamId, callbacks.teamId), eq(batches.id, callbacks.batchId)))
      .leftJoin(
        intelligences,
        and(eq(intelligences.teamId, callbacks.teamId), eq(intelligences.id, callbacks.intelligenceId)),
      )
      .leftJoin(
        detections,
        and(
          eq(detections.teamId, callbacks.teamId),
          sql`${detections.id} = coalesce(${callbacks.detectionId}, ${intelligences.detectionId})`,
        ),
      )
      .leftJoin(cases, and(eq(cases.teamId, detections.teamId), eq(cases.id, detections.caseId)))
      .where(
        and(
          eq(callbacks.teamId, teamId),
          status ? eq(callbacks.status, status) : undefined,
          before ? sql`(${callbacks.createdAt}, ${callbacks.id}) < (${last})` : undefined,
        ),
      )
      .orderBy(desc(callbacks.createdAt), desc(callbacks.id))
      .limit(callbackPageSize + 1)
    const page = found.slice(0, callbackPageSize)
    const attempts = await readAttempts(
      tx,
      teamId,
      page.map(({ callbackId }) => callbackId),
    )
    const rows = page.map(({ url, ...row }) => ({
      ...row,
      receiver: receiverOf(url),
      attempts: attempts.get(row.callbackId) ?? [],
    }))
    return { rows, more: found.length > callbackPageSize }
  },
})

export type ListedCallback = Awaited<ReturnType<typeof listCallbacks>>['rows'][number]
export type ListedAttempt = ListedCallback['attempts'][number]

async function readAttempts(tx: Transaction, teamId: string, ids: string[]) {
  const found =
    ids.length === 0
      ? []
      : await tx
          .select({
            callbackId: callbackAttempts.callbackId,
            number: callbackAttempts.number,
            status: callbackAttempts.status,
            failure: callbackAttempts.failure,
            milliseconds: callbackAttempts.milliseconds,
            startedAt: callbackAttempts.startedAt,
          })
          .from(callbackAttempts)
          .where(and(eq(callbackAttempts.teamId, teamId), inArray(callbackAttempts.callbackId, ids)))
          .orderBy(asc(callbackAttempts.number))
  return Map.groupBy(found, ({ callbackId }) => callbackId)
}

function receiverOf(url: string): string {
  if (!URL.canParse(url)) return 'an address that cannot be read'
  const { host, pathname } = new URL(url)
  return host + (pathname === '/' ? '' : pathname)
}
