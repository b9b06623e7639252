'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import type { ProofWays } from '@/lib/access/read-proof-ways'
import type { ActionResult } from '@/lib/http/server-action'
import { type ConfirmBy, ProviderLink } from './provider-link'
import { Refusal } from './refusal'
import { SecretField } from './secret-field'
import { useActionForm } from './use-action-form'

type By = 'password' | 'second_step'
export type Prove = (input: { by: By; secret: string }) => Promise<ActionResult<unknown>>

interface StepUpFormProps {
  ways: ProofWays
  /** For password managers. */
  email: string
  prove: Prove
  confirmBy: ConfirmBy
  onProved(): void
  onCancel(): void
}

/** A password or a code, whichever the person has; where they have neither, the way through their identity provider. */
export function StepUpForm({ ways, email, prove, confirmBy, onProved, onCancel }: StepUpFormProps) {
  const [by, setBy] = useState<By>(ways.password ? 'password' : 'second_step')
  const { form, pending, message, fault } = useActionForm(async (data) => {
    const secret = String(data.get('secret') ?? '')
    return secret ? prove({ by, secret }) : missing(by)
  }, onProved)
  const types = ways.password || ways.code
  return (
    <form {...form} className="grid gap-4">
      <Refusal message={message} />
      {ways.password ? <input hidden readOnly name="username" autoComplete="username" value={email} /> : null}
      {types ? <SecretField key={by} by={by} fault={fault('secret')} /> : null}
      {ways.password && ways.code ? (
        <Button
          variant="link"
          size="inline"
          className="justify-self-start py-0.5"
          onClick={() => setBy(by === 'password' ? 'second_step' : 'password')}
        >
          {by === 'password' ? 'Use a code instead' : 'Use your password instead'}
        </Button>
      ) : null}
      {ways.provider ? <ProviderLink provider={ways.provider} confirmBy={confirmBy} /> : null}
      {types || ways.provider ? null : (
        <p className="text-sm text-pretty">
          You have neither a password nor a second step here. Sign out and in again: a fresh sign-in counts too.
        </p>
      )}
      <DialogFooter>
        <Button variant="outline" onClick={onCancel}>
          Cancel
        </Button>
        {types ? (
          <Button type="submit" aria-disabled={pending}>
            {pending ? 'Confirming…' : 'Confirm'}
          </Button>
        ) : null}
      </DialogFooter>
    </form>
  )
}

function missing(by: By): Extract<ActionResult<unknown>, { ok: false }> {
  return { ok: false, message: '', fields: { secret: [by === 'password' ? 'enter your password' : 'enter a code'] } }
}
