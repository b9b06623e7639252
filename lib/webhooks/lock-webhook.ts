import { and, eq, isNull } from 'drizzle-orm'
import { webhooks } from '@/drizzle/schema/webhooks'
import type { AuditEvent, WebhookSettings } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import { notFound } from '@/lib/errors'

export type WebhookRow = typeof webhooks.$inferSelect

/** Locks a webhook that was not removed. Throws `not_found`. */
export async function lockWebhook(tx: Transaction, teamId: string, webhookId: string): Promise<WebhookRow> {
  const [found] = await tx
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.teamId, teamId), eq(webhooks.id, webhookId), isNull(webhooks.removedAt)))
    .for('update')
  if (!found) throw notFound('Webhook')
  return found
}

/** Changes a locked webhook; answers the event that says so. The trail is told its host alone: the rest of an address may be secret. */
export async function changeRow(
  tx: Transaction,
  found: WebhookRow,
  change: Partial<Pick<WebhookRow, 'url' | 'events' | 'secret' | 'pausedAt'>>,
): Promise<AuditEvent> {
  const { teamId, id: webhookId } = found
  await tx
    .update(webhooks)
    .set(change)
    .where(and(eq(webhooks.teamId, teamId), eq(webhooks.id, webhookId)))
  return {
    type: 'webhook.changed',
    webhookId,
    before: toldSettings(found),
    after: toldSettings({ ...found, ...change }),
    addressReplaced: change.url !== undefined && change.url !== found.url,
    secretReplaced: change.secret !== undefined,
  }
}

/** What the trail says of a webhook. */
export function toldSettings({ url, events, pausedAt }: WebhookRow): WebhookSettings {
  return { host: hostOfAddress(url), events, paused: pausedAt !== null }
}

/** Host and port of an address. */
export function hostOfAddress(url: string): string {
  return URL.canParse(url) ? new URL(url).host : ''
}
