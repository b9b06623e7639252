import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { webhookAttempts, webhookDeliveries } from '@/drizzle/schema/webhooks'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { deliveryStatuses } from './webhook-events'

export const deliveryPageSize = 25

const Input = z.object({
  webhookId: z.uuid(),
  status: z.enum(deliveryStatuses).nullable().default(null),
  /** Only deliveries older than this one: the last one of the page before. */
  before: z.uuid().nullable().default(null),
})

/** One page of a webhook's deliveries, newest first, each with its attempts, and whether there are more. */
export const listDeliveries = query({
  permission: 'webhook.read',
  input: Input,
  async run(tx, { webhookId, status, before }, { teamId }) {
    const { id, createdAt } = webhookDeliveries
    const last = tx
      .select({ createdAt, id })
      .from(webhookDeliveries)
      .where(and(eq(webhookDeliveries.teamId, teamId), sql`${id} = ${before}`))
    const found = await tx
      .select({
        deliveryId: id,
        event: webhookDeliveries.event,
        status: webhookDeliveries.status,
        createdAt,
        endedAt: webhookDeliveries.endedAt,
        /** When the next try is due, at the earliest; null when that is now, or unknown. */
        nextTryAt: webhookDeliveries.leasedUntil,
        caseNumber: cases.number,
      })
      .from(webhookDeliveries)
      .leftJoin(cases, and(eq(cases.teamId, webhookDeliveries.teamId), eq(cases.id, webhookDeliveries.caseId)))
      .where(
        and(
          eq(webhookDeliveries.teamId, teamId),
          eq(webhookDeliveries.webhookId, webhookId),
          status ? eq(webhookDeliveries.status, status) : undefined,
          before ? sql`(${createdAt}, ${id}) < (${last})` : undefined,
        ),
      )
      .orderBy(desc(createdAt), desc(id))
      .limit(deliveryPageSize + 1)
    const page = found.slice(0, deliveryPageSize)
    const attempts = await readAttempts(
      tx,
      teamId,
      page.map(({ deliveryId }) => deliveryId),
    )
    const rows = page.map((row) => ({ ...row, attempts: attempts.get(row.deliveryId) ?? [] }))
    return { rows, more: found.length > deliveryPageSize }
  },
})

export type ListedDelivery = Awaited<ReturnType<typeof listDeliveries>>['rows'][number]

async function readAttempts(tx: Transaction, teamId: string, ids: string[]) {
  if (ids.length === 0) return new Map<string, never[]>()
  const { deliveryId, number, status, failure, milliseconds, startedAt } = webhookAttempts
  const found = await tx
    .select({ deliveryId, number, status, failure, milliseconds, startedAt })
    .from(webhookAttempts)
    .where(and(eq(webhookAttempts.teamId, teamId), inArray(deliveryId, ids)))
    .orderBy(asc(number))
  return Map.groupBy(found, (attempt) => attempt.deliveryId)
}
