import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { webhookDeliveries, webhooks } from '@/drizzle/schema/webhooks'
import { may } from '@/lib/access/permissions'
import { query } from '@/lib/db/query'

const ofWebhook = sql`d.team_id = ${webhooks.teamId} and d.webhook_id = ${webhooks.id}`

/**
 * The team's webhooks, oldest first, each with how many deliveries are still to be sent, how many failed and how the last one that
 * ended went. `url` is for those who may change it alone: the rest of an address beside host and path may be secret.
 */
export const listWebhooks = query({
  permission: 'webhook.read',
  input: z.object({ webhookId: z.uuid().nullable().default(null) }),
  async run(tx, { webhookId }, actor) {
    const { teamId } = actor
    const manages = may(actor, 'webhook.manage')
    const found = await tx
      .select({
        webhookId: webhooks.id,
        url: webhooks.url,
        events: webhooks.events,
        pausedAt: webhooks.pausedAt,
        createdAt: webhooks.createdAt,
        due: sql<number>`(select count(*) from ${webhookDeliveries} d where ${ofWebhook} and d.status = 'due')::int`,
        failed: sql<number>`(select count(*) from ${webhookDeliveries} d where ${ofWebhook} and d.status = 'failed')::int`,
        last: sql<'delivered' | 'failed' | null>`(select d.status from ${webhookDeliveries} d
          where ${ofWebhook} and d.ended_at is not null order by d.ended_at desc limit 1)`,
      })
      .from(webhooks)
      .where(
        and(
          eq(webhooks.teamId, teamId),
          isNull(webhooks.removedAt),
          webhookId ? eq(webhooks.id, webhookId) : undefined,
        ),
      )
      .orderBy(asc(webhooks.createdAt), asc(webhooks.id))
    return found.map(({ url, ...row }) => ({ ...row, url: manages ? url : null, receiver: receiverOf(url) }))
  },
})

export type ListedWebhook = Awaited<ReturnType<typeof listWebhooks>>[number]

/** Host and path of an address: its query may hold a secret. */
function receiverOf(url: string): string {
  if (!URL.canParse(url)) return 'an address that cannot be read'
  const { host, pathname } = new URL(url)
  return host + (pathname === '/' ? '' : pathname)
}
