'use client'

import { useEffect, useState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { PasswordGiven } from './password-sign-in'
import type { SignIn } from './sign-in-form'

interface CodeFormProps {
  /** What was right already. */
  given: PasswordGiven
  signIn: SignIn
  onSignedIn(): void
  onBack(): void
}

/** What each kind of code is called, and how its field helps. */
const kinds = {
  app: {
    label: 'Code',
    hint: 'The six digits that your authenticator app shows now.',
    missing: 'enter the six digits that the app shows',
    other: 'Use a recovery code instead',
    field: { inputMode: 'numeric', autoComplete: 'one-time-code', placeholder: '123 456' },
  },
  recovery: {
    label: 'Recovery code',
    hint: 'One of the codes that you kept when you set up your second step. It works once.',
    missing: 'enter a recovery code',
    other: 'Use the authenticator app instead',
    field: { autoComplete: 'off', autoCapitalize: 'characters', placeholder: '0000-0000-0000-0000' },
  },
} as const

/** The second step of a sign-in: a code of the authenticator app, or a recovery code. */
export function CodeForm({ given, signIn, onSignedIn, onBack }: CodeFormProps) {
  const [kind, setKind] = useState<keyof typeof kinds>('app')
  const { label, hint, missing, other, field } = kinds[kind]
  // What was wrong with a code of one kind says nothing of the other.
  const [tried, setTried] = useState(kind)
  const { form, pending, message, fault } = useActionForm(async (data) => {
    setTried(kind)
    const code = String(data.get('code') ?? '').trim()
    return code ? signIn({ ...given, code }) : { ok: false, message: '', fields: { code: [missing] } }
  }, onSignedIn)
  const wrong = tried === kind ? fault('code') : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: the field of the other kind is another field.
  useEffect(() => document.getElementById('code')?.focus(), [kind])
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Second step</h1>
      <p className="mt-2 text-sm break-words text-muted-foreground">
        The password of {given.email} is right. Now show that it is you.
      </p>
      <form {...form} className="mt-6 grid gap-4">
        <Refusal message={message} />
        <Field id="code" label={label} hint={hint} fault={wrong}>
          <Input
            key={kind}
            id="code"
            name="code"
            required
            maxLength={64}
            spellCheck={false}
            className="font-mono tabular-nums"
            {...field}
            {...describedBy('code', { hint: true, fault: wrong })}
          />
        </Field>
        <Button type="submit" disabled={pending} className="mt-2 w-full">
          {pending ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
      <div className="mt-6 grid justify-items-start gap-3">
        <Button variant="link" size="inline" onClick={() => setKind(kind === 'app' ? 'recovery' : 'app')}>
          {other}
        </Button>
        <Button variant="link" size="inline" onClick={onBack}>
          Back to e-mail and password
        </Button>
      </div>
      <p className="mt-6 text-[0.8125rem] text-muted-foreground">
        Neither the app nor a recovery code at hand? An admin of your team can take your second step away.
      </p>
    </>
  )
}
