'use client'

import { toast } from 'sonner'
import type { ActionResult } from '@/lib/http/server-action'
import { type WebhookDraft, WebhookForm } from './webhook-form'

export type ChangeWebhook = (input: WebhookDraft & { webhookId: string }) => Promise<ActionResult<unknown>>

/** The form that changes a webhook. */
export function ChangeWebhookForm({
  webhookId,
  draft,
  change,
}: {
  webhookId: string
  draft: WebhookDraft
  change: ChangeWebhook
}) {
  return (
    <WebhookForm
      draft={draft}
      send={(wanted) => change({ ...wanted, webhookId })}
      onSaved={() => toast.success('Saved. What is still to be sent goes by it as well.')}
      says={['Save the changes', 'Saving…']}
    />
  )
}
