'use client'

import { useState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { DialogClose, DialogFooter } from '@/components/ui/dialog'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { NativeSelect } from '@/components/ui/native-select'
import { RadioGroup, RadioGroupItem } from '@/components/ui/radio-group'
import { Switch } from '@/components/ui/switch'
import { Textarea } from '@/components/ui/textarea'
import type { ActionResult } from '@/lib/http/server-action'
import { type Ordering, orderingNames, orderings } from '@/lib/queues/priority'

export interface QueueDraft {
  /** Null: a new one. */
  queueId: string | null
  name: string
  description: string
  ordering: Ordering
  policyId: string | null
  /** Its media is blurred until somebody asks to see it. */
  blur: boolean
}

export interface PolicyChoice {
  policyId: string
  name: string
}

/** `was`: as it was when the change was begun. */
export type SaveQueue = (
  input: QueueDraft & { was: Omit<QueueDraft, 'queueId'> },
) => Promise<ActionResult<{ queueId: string }>>

interface QueueFormProps {
  draft: QueueDraft
  policies: PolicyChoice[]
  save: SaveQueue
  onSaved(name: string): void
}

/** A queue's name, what it is for, what comes first in it, and by which policy its cases are judged. */
export function QueueForm({ draft, policies, save, onSaved }: QueueFormProps) {
  // Not what somebody else has made of it since.
  const [{ queueId, ...was }] = useState(draft)
  const { form, pending, message, fault } = useActionForm(
    (data) => save({ ...draftIn(data, queueId), was }),
    (_made, data) => onSaved(String(data.get('name')).trim()),
  )
  return (
    <form {...form} className="grid gap-5">
      <Refusal message={message} />
      <Field id="queue-name" label="Name" fault={fault('name')}>
        <Input
          id="queue-name"
          name="name"
          required
          maxLength={80}
          autoComplete="off"
          defaultValue={draft.name}
          {...describedBy('queue-name', { fault: fault('name') })}
        />
      </Field>
      <Field
        id="queue-description"
        label="What it is for"
        hint="Shown where people choose a queue."
        fault={fault('description')}
      >
        <Textarea
          id="queue-description"
          name="description"
          maxLength={500}
          defaultValue={draft.description}
          {...describedBy('queue-description', { hint: true, fault: fault('description') })}
        />
      </Field>
      <fieldset>
        <legend id="queue-ordering" className="mb-2 text-sm font-medium">
          What comes first
        </legend>
        <RadioGroup name="ordering" defaultValue={draft.ordering} aria-labelledby="queue-ordering" className="gap-2.5">
          {orderings.map((ordering) => (
            <div key={ordering} className="grid grid-cols-[auto_1fr] gap-x-2.5">
              <RadioGroupItem
                id={`ordering-${ordering}`}
                value={ordering}
                aria-describedby={`ordering-${ordering}-means`}
                className="mt-0.5"
              />
              <div>
                <Label htmlFor={`ordering-${ordering}`} className="min-h-6">
                  {orderingNames[ordering].name}
                </Label>
                <p id={`ordering-${ordering}-means`} className="text-[0.8125rem] text-muted-foreground">
                  {orderingNames[ordering].means}
                </p>
              </div>
            </div>
          ))}
        </RadioGroup>
      </fieldset>
      <Field
        id="queue-policy"
        label="Policy"
        hint="By which its cases are judged, unless a case has one of its own."
        fault={fault('policyId')}
      >
        <NativeSelect
          id="queue-policy"
          name="policyId"
          defaultValue={draft.policyId ?? ''}
          {...describedBy('queue-policy', { hint: true, fault: fault('policyId') })}
        >
          <option value="">The team’s</option>
          {policies.map(({ policyId, name }) => (
            <option key={policyId} value={policyId}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <div className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
        <Switch id="queue-blur" name="blur" defaultChecked={draft.blur} aria-describedby="queue-blur-hint" />
        <Label htmlFor="queue-blur">Shield its media</Label>
        <p id="queue-blur-hint" className="col-start-2 text-[0.8125rem] text-pretty text-muted-foreground">
          For what may harm whoever sees or hears it. It is blurred, grey and muted until somebody asks otherwise,
          whatever they have set for themselves. That a blur was lifted is in the trail.
        </p>
      </div>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" aria-disabled={pending}>
          {pending ? 'Saving…' : draft.queueId ? 'Save the queue' : 'Make the queue'}
        </Button>
      </DialogFooter>
    </form>
  )
}

/** The queue that a form with these fields describes. */
export function draftIn(data: FormData, queueId: string | null): QueueDraft {
  return {
    queueId,
    name: String(data.get('name') ?? ''),
    description: String(data.get('description') ?? ''),
    ordering: orderings.find((one) => one === data.get('ordering')) ?? 'deadline',
    policyId: String(data.get('policyId') ?? '') || null,
    blur: data.get('blur') === 'on',
  }
}
