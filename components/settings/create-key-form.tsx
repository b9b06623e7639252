'use client'

import { Refusal } from '@/components/shell/refusal'
import { scopeNames } from '@/components/shell/role-names'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { DialogClose, DialogFooter } from '@/components/ui/dialog'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { type Scope, scopes } from '@/lib/access/actor'
import type { ActionResult } from '@/lib/http/server-action'

export type CreateKey = (input: {
  name: string
  scopes: Scope[]
}) => Promise<ActionResult<{ keyId: string; key: string }>>

interface CreateKeyFormProps {
  createKey: CreateKey
  onCreated(made: { key: string; name: string }): void
}

export function CreateKeyForm({ createKey, onCreated }: CreateKeyFormProps) {
  const { form, pending, message, fault } = useActionForm(
    (data) =>
      createKey({ name: String(data.get('name') ?? ''), scopes: scopes.filter((scope) => data.has(`scope-${scope}`)) }),
    ({ key }, data) => onCreated({ key, name: String(data.get('name')) }),
  )
  const scopeFault = fault('scopes')
  return (
    <form {...form} className="grid gap-4">
      <Refusal message={message} />
      <Field
        id="key-name"
        label="Name"
        hint="By which you know it later: what uses it, and where."
        fault={fault('name')}
      >
        <Input
          id="key-name"
          name="name"
          required
          maxLength={80}
          autoComplete="off"
          {...describedBy('key-name', { hint: true, fault: fault('name') })}
        />
      </Field>
      <fieldset {...(scopeFault ? { 'aria-describedby': 'scopes-fault' } : {})}>
        <legend className="mb-2 text-sm font-medium">What it may do</legend>
        <div className="grid gap-2">
          {scopes.map((scope) => (
            <div key={scope} className="grid grid-cols-[auto_1fr] gap-x-2.5">
              <Checkbox
                id={`scope-${scope}`}
                name={`scope-${scope}`}
                defaultChecked={scope !== 'delete'}
                aria-describedby={`scope-${scope}-does`}
                {...(scopeFault ? { 'aria-invalid': true } : {})}
                className="mt-0.5"
              />
              <div>
                <Label htmlFor={`scope-${scope}`} className="min-h-6">
                  {scopeNames[scope].name}
                </Label>
                <p id={`scope-${scope}-does`} className="text-[0.8125rem] text-muted-foreground">
                  {scopeNames[scope].does}
                </p>
              </div>
            </div>
          ))}
        </div>
        {scopeFault ? (
          <p id="scopes-fault" className="mt-1.5 text-[0.8125rem] font-medium text-destructive">
            {scopeFault}
          </p>
        ) : null}
      </fieldset>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" disabled={pending}>
          {pending ? 'Creating…' : 'Create the key'}
        </Button>
      </DialogFooter>
    </form>
  )
}
