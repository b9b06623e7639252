import { sql } from 'drizzle-orm'
import { database } from '@/lib/db/client'

export interface DeliveryLag {
  /** Messages to webhooks and callback addresses that are still to be sent, those that are tried again among them. */
  waiting: number
  /** Seconds since the oldest of them was made; null: none waits. */
  oldestSeconds: number | null
  /** Seconds for which the oldest that is due has not been tried at all; null: each was. */
  untriedSeconds: number | null
}

/** How far what is to be told outside lags behind. */
export async function deliveryLag(): Promise<DeliveryLag> {
  const [row] = await database().execute<{ waiting: number; oldest: number | null; untried: number | null }>(sql`
    select count(*)::int as waiting,
           extract(epoch from now() - min(created_on))::float8 as oldest,
           extract(epoch from now() - min(start_after) filter (
             where state = 'created' and start_after <= now()))::float8 as untried
    from pgboss.job where name in ('webhook.deliver', 'callback.deliver') and state < 'completed'`)
  return {
    waiting: row?.waiting ?? 0,
    oldestSeconds: wholeSeconds(row?.oldest),
    untriedSeconds: wholeSeconds(row?.untried),
  }
}

function wholeSeconds(seconds: number | null | undefined): number | null {
  return seconds === null || seconds === undefined ? null : Math.max(0, Math.round(seconds))
}
