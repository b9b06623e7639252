'use client'

import { Webhook } from 'lucide-react'
import { useState } from 'react'
import { ShownOnce } from '@/components/settings/shown-once'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import type { ActionResult } from '@/lib/http/server-action'
import { webhookEvents } from '@/lib/webhooks/webhook-events'
import { type WebhookDraft, WebhookForm } from './webhook-form'

export type CreateWebhook = (input: WebhookDraft) => Promise<ActionResult<{ webhookId: string; secret: string }>>

/** The button and the dialog by which an admin makes a webhook; then its signing secret, this once. */
export function NewWebhook({ createWebhook }: { createWebhook: CreateWebhook }) {
  const [open, setOpen] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const change = (to: boolean) => {
    setOpen(to)
    if (!to) setSecret(null)
  }
  // Once the secret is shown, only its own button closes: a slip of the mouse must not lose it.
  const stay = (event: Event) => {
    if (secret) event.preventDefault()
  }
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button>
          <Webhook aria-hidden />
          New webhook
        </Button>
      </DialogTrigger>
      <DialogContent className="sm:max-w-xl" onInteractOutside={stay} onEscapeKeyDown={stay}>
        <DialogHeader>
          <DialogTitle>{secret ? 'Its signing secret' : 'New webhook'}</DialogTitle>
          <DialogDescription>
            {secret
              ? 'Copy it now and give it to the receiver: it is shown this once and cannot be read again.'
              : 'A program of yours that is told of decisions once they cannot be taken back any more.'}
          </DialogDescription>
        </DialogHeader>
        {secret ? (
          <>
            <ShownOnce id="webhook-secret" label="Signing secret" value={secret} />
            <DialogFooter>
              <Button onClick={() => change(false)}>I have copied it</Button>
            </DialogFooter>
          </>
        ) : (
          <WebhookForm
            draft={{ url: '', events: [...webhookEvents] }}
            send={createWebhook}
            onSaved={(made) => setSecret(made.secret)}
            says={['Make the webhook', 'Making it…']}
          >
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
          </WebhookForm>
        )}
      </DialogContent>
    </Dialog>
  )
}
