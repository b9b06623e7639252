'use client'

import { toast } from 'sonner'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/http/server-action'

interface NameFormProps {
  name: string
  changeName(input: { name: string }): Promise<ActionResult<{ name: string }>>
}

/** One's own name, as everybody sees it. */
export function NameForm({ name, changeName }: NameFormProps) {
  const { form, pending, message, fault } = useActionForm(
    (data) => changeName({ name: String(data.get('name') ?? '') }),
    () => toast.success('Your name is changed, in every team.'),
  )
  return (
    <form {...form} aria-label="Your name" className="grid gap-3">
      <Refusal message={message} />
      <Field id="name" label="Name" hint="As your teams see it beside what you do." fault={fault('name')}>
        <div className="flex gap-2">
          <Input
            // What was saved elsewhere meanwhile is shown, where nothing is being typed.
            key={name}
            id="name"
            name="name"
            defaultValue={name}
            autoComplete="name"
            required
            maxLength={80}
            className="max-w-80"
            {...describedBy('name', { hint: true, fault: fault('name') })}
          />
          <Button type="submit" variant="outline" disabled={pending}>
            {pending ? 'Saving…' : 'Save'}
          </Button>
        </div>
      </Field>
    </form>
  )
}
