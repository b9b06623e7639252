'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { AskFirst } from '@/components/settings/ask-first'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'
import { webhooksHref } from './webhook-places'

interface RemoveWebhookProps {
  webhookId: string
  receiver: string
  remove(input: { webhookId: string }): Promise<ActionResult<unknown>>
}

/** Removes a webhook, after a question. */
export function RemoveWebhookButton({ webhookId, receiver, remove }: RemoveWebhookProps) {
  const router = useRouter()
  return (
    <AskFirst
      question={`Remove the webhook to ${receiver}?`}
      means="Nothing more is sent to it, what is still to be sent included, and its secret is deleted. This cannot be taken back; a new webhook can be made. To stop for a while, pause it."
      says={['Remove it', 'Removing…']}
      act={() => remove({ webhookId })}
      done={`Nothing more is sent to ${receiver}.`}
      onDone={() => router.push(webhooksHref as Route)}
    >
      <Button variant="ghost" size="sm" className="text-destructive">
        Remove the webhook
      </Button>
    </AskFirst>
  )
}
