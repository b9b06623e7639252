'use client'

import { Info } from 'lucide-react'
import { PasswordInput } from '@/components/shell/password-input'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Alert, AlertDescription } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/http/server-action'

interface SignInFormProps {
  /** Where to go afterwards: a path of ours. */
  next: string
  /** Why the person is here. */
  notice: string | null
  signIn(input: { email: string; password: string }): Promise<ActionResult<void>>
}

export function SignInForm({ next, notice, signIn }: SignInFormProps) {
  const { form, pending, message, fault } = useActionForm(
    async (data) =>
      missingIn(data) ?? signIn({ email: String(data.get('email')), password: String(data.get('password')) }),
    // A full load: whoever was signed in here before leaves nothing behind.
    () => window.location.assign(next),
  )
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Sign in</h1>
      {notice ? (
        <Alert variant="info" className="mt-4">
          <Info aria-hidden />
          <AlertDescription>{notice}</AlertDescription>
        </Alert>
      ) : null}
      <form {...form} className="mt-6 grid gap-4">
        <Refusal message={message} />
        <Field id="email" label="E-mail" fault={fault('email')}>
          <Input
            id="email"
            name="email"
            type="email"
            autoComplete="username"
            required
            maxLength={320}
            {...describedBy('email', { fault: fault('email') })}
          />
        </Field>
        <Field id="password" label="Password" fault={fault('password')}>
          <PasswordInput
            id="password"
            name="password"
            autoComplete="current-password"
            required
            maxLength={256}
            {...describedBy('password', { fault: fault('password') })}
          />
        </Field>
        <Button type="submit" disabled={pending} className="mt-2 w-full">
          {pending ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
      <p className="mt-6 text-[0.8125rem] text-muted-foreground">
        No account, or no way in any more? An admin of your team can add you.
      </p>
    </>
  )
}

/** What is missing, before it counts as an attempt to sign in. */
function missingIn(data: FormData): Extract<ActionResult<unknown>, { ok: false }> | null {
  const asked = { email: 'enter your e-mail address', password: 'enter your password' }
  const fields = Object.fromEntries(
    Object.entries(asked).flatMap(([name, says]) => (data.get(name) ? [] : [[name, [says]]])),
  )
  return Object.keys(fields).length > 0 ? { ok: false, message: '', fields } : null
}
