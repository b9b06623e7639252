'use client'

import { passwordHint } from '@/components/account/password-hint'
import { PasswordInput } from '@/components/shell/password-input'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/http/server-action'

interface JoinFormProps {
  token: string
  /** Whom the invitation names; null: whoever has the link. */
  email: string | null
  hasAccount: boolean
  accept(input: {
    token: string
    name: string
    email: string
    password: string
  }): Promise<ActionResult<{ signedIn: boolean }>>
}

/** Accepts as somebody who is not signed in: with a new account, or the password of the one they have. */
export function JoinForm({ token, email, hasAccount, accept }: JoinFormProps) {
  const { form, pending, message, fault } = useActionForm(
    (data) => {
      const value = (name: string) => String(data.get(name) ?? '')
      return accept({ token, name: value('name'), email: email ?? value('email'), password: value('password') })
    },
    ({ signedIn }) => window.location.assign(signedIn ? '/' : '/sign-in?joined=1'),
  )
  return (
    <form {...form} className="mt-6 grid gap-4">
      <Refusal message={message} />
      {hasAccount ? null : (
        <Field id="name" label="Your name" fault={fault('name')}>
          <Input
            id="name"
            name="name"
            autoComplete="name"
            required
            maxLength={80}
            {...describedBy('name', { fault: fault('name') })}
          />
        </Field>
      )}
      <Field
        id="email"
        label="Your e-mail"
        hint={email ? 'The invitation is for this address.' : 'You sign in with it.'}
        fault={fault('email')}
      >
        <Input
          id="email"
          name="email"
          type="email"
          autoComplete="username"
          required
          maxLength={320}
          {...(email && { defaultValue: email, readOnly: true, className: 'bg-muted' })}
          {...describedBy('email', { hint: true, fault: fault('email') })}
        />
      </Field>
      <Field id="password" label="Password" hint={hintFor({ email, hasAccount })} fault={fault('password')}>
        <PasswordInput
          id="password"
          name="password"
          autoComplete={hasAccount ? 'current-password' : 'new-password'}
          required
          maxLength={256}
          {...describedBy('password', { hint: true, fault: fault('password') })}
        />
      </Field>
      <Button type="submit" disabled={pending} className="mt-2 w-full">
        {pending ? 'Joining…' : 'Accept the invitation'}
      </Button>
    </form>
  )
}

function hintFor({ email, hasAccount }: Pick<JoinFormProps, 'email' | 'hasAccount'>): string {
  if (hasAccount) return 'You have an account on this Docket: enter its password.'
  return email ? passwordHint : `${passwordHint} If you have an account on this Docket, enter its e-mail and password.`
}
