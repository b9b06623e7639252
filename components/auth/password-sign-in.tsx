'use client'

import { Info } from 'lucide-react'
import Link from 'next/link'
import { PasswordInput } from '@/components/shell/password-input'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Alert, AlertDescription } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/http/server-action'
import type { SignIn } from './sign-in-form'

export interface PasswordGiven {
  email: string
  password: string
}

interface PasswordSignInProps {
  /** What was typed before, of whoever came back from the code. */
  email: string
  /** Why the person is here. */
  notice: string | null
  signIn: SignIn
  onSignedIn(): void
  /** The password was right, and a code is asked for. */
  onCode(given: PasswordGiven): void
}

/** Where one signs in with e-mail and password. */
export function PasswordSignIn({ email, notice, signIn, onSignedIn, onCode }: PasswordSignInProps) {
  const { form, pending, message, fault } = useActionForm(
    async (data): Promise<ActionResult<PasswordGiven | null>> => {
      const missing = missingIn(data)
      if (missing) return missing
      const given = { email: String(data.get('email')), password: String(data.get('password')) }
      const result = await signIn(given)
      if (result.ok) return { ok: true, data: null }
      return result.fields?.code ? { ok: true, data: given } : result
    },
    (asked) => (asked ? onCode(asked) : onSignedIn()),
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
            defaultValue={email}
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
        <Link href="/forgot-password" className="text-primary underline underline-offset-4">
          Forgotten your password?
        </Link>{' '}
        No account yet? An admin of your team can invite you.
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
