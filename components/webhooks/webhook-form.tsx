'use client'

import type { ReactNode } from 'react'
import { addressMeant } from '@/components/settings/merge-draft'
import { SavedMeanwhile } from '@/components/settings/saved-meanwhile'
import { useDraft } from '@/components/settings/use-draft'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import type { ActionResult } from '@/lib/http/server-action'
import { type WebhookEvent, webhookEventNames, webhookEvents } from '@/lib/webhooks/webhook-events'

export interface WebhookDraft {
  url: string
  events: WebhookEvent[]
}

interface WebhookFormProps<T> {
  draft: WebhookDraft
  send(draft: WebhookDraft): Promise<ActionResult<T>>
  onSaved(made: T): void
  /** What the button says, and while it works. */
  says: readonly [submit: string, working: string]
  /** Beside the button. */
  children?: ReactNode
}

/** Where a webhook goes to, and what it is told of. */
export function WebhookForm<T>({ draft: saved, send, onSaved, says, children }: WebhookFormProps<T>) {
  const { draft, change, clashes } = useDraft({ url: saved.url, events: saved.events }, (one) => ({
    ...one,
    url: addressMeant(one.url),
  }))
  const { form, pending, message, fault } = useActionForm(() => send(draft), onSaved)
  const eventFault = fault('events')
  return (
    <form {...form} className="grid gap-4">
      <Refusal message={message} />
      <SavedMeanwhile clashes={clashes.map((name) => keptOf(name, saved))} />
      <Field
        id="webhook-url"
        label="Address"
        hint="Begins with https://. What is sent there is signed; put no password into it."
        fault={fault('url')}
      >
        <Input
          id="webhook-url"
          name="url"
          type="url"
          required
          maxLength={2048}
          autoComplete="off"
          spellCheck={false}
          placeholder="https://example.org/decisions"
          value={draft.url}
          onChange={(event) => change({ url: event.target.value })}
          {...describedBy('webhook-url', { hint: true, fault: fault('url') })}
        />
      </Field>
      <fieldset {...(eventFault ? { 'aria-describedby': 'events-fault' } : {})}>
        <legend className="mb-2 text-sm font-medium">What it is told of</legend>
        <div className="grid gap-2">
          {webhookEvents.map((event) => (
            <div key={event} className="grid grid-cols-[auto_1fr] gap-x-2.5">
              <Checkbox
                id={`event-${event}`}
                name={`event-${event}`}
                checked={draft.events.includes(event)}
                onCheckedChange={(on) => change({ events: withEvent(draft.events, event, on === true) })}
                aria-describedby={`event-${event}-means`}
                {...(eventFault ? { 'aria-invalid': true } : {})}
                className="mt-0.5"
              />
              <div>
                <Label htmlFor={`event-${event}`} className="min-h-6 flex-wrap gap-y-0">
                  {webhookEventNames[event].name} <code className="font-mono text-xs">{event}</code>
                </Label>
                <p id={`event-${event}-means`} className="text-[0.8125rem] text-muted-foreground">
                  {webhookEventNames[event].means}
                </p>
              </div>
            </div>
          ))}
        </div>
        {eventFault ? (
          <p id="events-fault" className="mt-1.5 text-[0.8125rem] font-medium text-destructive">
            {eventFault}
          </p>
        ) : null}
      </fieldset>
      <div className={cn('flex justify-end gap-2', children && 'max-sm:flex-col-reverse')}>
        {children}
        <Button type="submit" aria-disabled={pending}>
          {pending ? says[1] : says[0]}
        </Button>
      </div>
    </form>
  )
}

/** In the order in which they are offered, so that the same choice is the same list. */
function withEvent(events: WebhookEvent[], event: WebhookEvent, on: boolean): WebhookEvent[] {
  return webhookEvents.filter((one) => (one === event ? on : events.includes(one)))
}

function keptOf(name: keyof WebhookDraft, { url, events }: WebhookDraft) {
  if (name === 'url') return { name: 'Address', kept: url }
  return { name: 'What it is told of', kept: events.map((event) => webhookEventNames[event].name).join(', ') }
}
