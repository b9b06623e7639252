'use client'

import { useState } from 'react'
import type { ActionResult } from '@/lib/http/server-action'
import { CodeForm } from './code-form'
import { type PasswordGiven, PasswordSignIn } from './password-sign-in'

/** Signs in; where a code is needed or wrong, the refusal is about the field `code`. */
export type SignIn = (input: PasswordGiven & { code?: string }) => Promise<ActionResult<void>>

interface SignInFormProps {
  /** Where to go afterwards: a path of ours. */
  next: string
  /** Why the person is here. */
  notice: string | null
  signIn: SignIn
}

/** E-mail and password; then, for whoever has a second step, its code. The password stays in this page's memory meanwhile. */
export function SignInForm({ next, notice, signIn }: SignInFormProps) {
  const [email, setEmail] = useState('')
  const [given, setGiven] = useState<PasswordGiven | null>(null)
  // A full load: whoever was signed in here before leaves nothing behind.
  const onSignedIn = () => window.location.assign(next)
  if (given) return <CodeForm given={given} signIn={signIn} onSignedIn={onSignedIn} onBack={() => setGiven(null)} />
  return (
    <PasswordSignIn
      email={email}
      notice={notice}
      signIn={signIn}
      onSignedIn={onSignedIn}
      onCode={(asked) => {
        setEmail(asked.email)
        setGiven(asked)
      }}
    />
  )
}
