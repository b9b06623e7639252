'use client'

import { useEffect } from 'react'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PasswordInput } from './password-input'

interface SecretFieldProps {
  by: 'password' | 'second_step'
  fault: string | undefined
}

const id = 'step-up'

/** Where a password or a code is typed to confirm who one is. It takes the focus when it comes. */
export function SecretField({ by, fault }: SecretFieldProps) {
  useEffect(() => document.getElementById(id)?.focus(), [])
  const field = { id, name: 'secret', required: true }
  if (by === 'password') {
    return (
      <Field id={id} label="Password" fault={fault}>
        <PasswordInput {...field} autoComplete="current-password" maxLength={256} {...describedBy(id, { fault })} />
      </Field>
    )
  }
  const hint = 'The six digits that your authenticator app shows, or a recovery code.'
  return (
    <Field id={id} label="Code" hint={hint} fault={fault}>
      <Input
        {...field}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        className="font-mono tabular-nums"
        {...describedBy(id, { hint: true, fault })}
      />
    </Field>
  )
}
