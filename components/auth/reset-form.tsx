'use client'

import { passwordHint } from '@/components/account/password-hint'
import { PasswordInput } from '@/components/shell/password-input'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import type { ActionResult } from '@/lib/http/server-action'

interface ResetFormProps {
  token: string
  /** Whose password it becomes. */
  email: string
  reset(input: { token: string; password: string }): Promise<ActionResult<void>>
}

/** Chooses a new password through a link. */
export function ResetForm({ token, email, reset }: ResetFormProps) {
  const { form, pending, message, fault } = useActionForm(
    (data) => reset({ token, password: String(data.get('password') ?? '') }),
    () => window.location.assign('/sign-in?reset=1'),
  )
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Choose a new password</h1>
      <p className="mt-2 text-sm text-pretty break-words text-muted-foreground">
        For {email}. Every session of yours ends, and you sign in with the new password.
      </p>
      <form {...form} className="mt-6 grid gap-4">
        <Refusal message={message} />
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <Field id="password" label="New password" hint={passwordHint} fault={fault('password')}>
          <PasswordInput
            id="password"
            name="password"
            autoComplete="new-password"
            required
            minLength={12}
            maxLength={256}
            {...describedBy('password', { hint: true, fault: fault('password') })}
          />
        </Field>
        <Button type="submit" disabled={pending} className="w-full">
          {pending ? 'Setting it…' : 'Set the password'}
        </Button>
      </form>
    </>
  )
}
