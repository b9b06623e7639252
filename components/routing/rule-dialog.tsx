'use client'

import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'
import { describedBy, Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/native-select'
import type { RoutingConditions } from '@/lib/queues/routing-rules'
import { ConditionFields } from './condition-fields'
import type { Named } from './condition-words'
import { conditionsIn, faultsOf } from './rule-draft'

/** A rule as the dialog begins with it; `isNew` only words it. */
export interface OpenRule {
  queueId: string
  conditions: RoutingConditions
  isNew: boolean
}

interface RuleDialogProps {
  /** Null: closed. */
  rule: OpenRule | null
  queues: Named[]
  policies: Named[]
  onClose(): void
  onDone(made: { queueId: string; conditions: RoutingConditions }): void
}

/** Where cases go, and which. Nothing is in force until the rules are saved. */
export function RuleDialog({ rule, queues, policies, onClose, onDone }: RuleDialogProps) {
  // It has no button of its own that the focus could go back to: back to what had it before.
  const opener = useRef<Element | null>(null)
  return (
    <Dialog open={rule !== null} onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        className="max-h-[calc(100dvh-2rem)] overflow-y-auto sm:max-w-xl"
        onOpenAutoFocus={() => {
          opener.current = document.activeElement
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          if (opener.current instanceof HTMLElement) opener.current.focus()
        }}
      >
        <DialogHeader>
          <DialogTitle>{rule?.isNew ? 'New rule' : 'Change the rule'}</DialogTitle>
          <DialogDescription>
            The first rule that a case fits in every respect decides where it goes. What is left open does not matter.
          </DialogDescription>
        </DialogHeader>
        {rule ? <RuleForm rule={rule} queues={queues} policies={policies} onDone={onDone} /> : null}
      </DialogContent>
    </Dialog>
  )
}

function RuleForm({ rule, queues, policies, onDone }: Omit<RuleDialogProps, 'rule' | 'onClose'> & { rule: OpenRule }) {
  const [faults, setFaults] = useState<Record<string, string>>({})
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (Object.keys(faults).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [faults])
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // A dialog lies within the page's own form where there is one.
    event.stopPropagation()
    const data = new FormData(event.currentTarget)
    const made = { queueId: String(data.get('queue') ?? ''), conditions: conditionsIn(data) }
    const found = faultsOf(made)
    setFaults(found)
    if (Object.keys(found).length === 0) onDone(made)
  }
  return (
    <form ref={form} onSubmit={submit} noValidate className="grid gap-5">
      <ConditionFields conditions={rule.conditions} policies={policies} faults={faults} />
      <Field id="rule-queue" label="Goes to" fault={faults.queue} className="border-t pt-4">
        <NativeSelect
          id="rule-queue"
          name="queue"
          defaultValue={rule.queueId}
          {...describedBy('rule-queue', { fault: faults.queue })}
        >
          <option value="">Choose a queue</option>
          {queues.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit">{rule.isNew ? 'Add the rule' : 'Keep the change'}</Button>
      </DialogFooter>
    </form>
  )
}
