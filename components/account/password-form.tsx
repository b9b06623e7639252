'use client'

import { useState } from 'react'
import { toast } from 'sonner'
import { PasswordInput } from '@/components/shell/password-input'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import type { ActionResult } from '@/lib/http/server-action'
import { passwordHint } from './password-hint'

interface PasswordFormProps {
  /** For password managers, which keep the password under it. */
  email: string
  hasPassword: boolean
  changePassword(input: { present: string; password: string }): Promise<ActionResult<{ ended: number }>>
}

/** One's own password: the present one, and the new one. */
export function PasswordForm({ email, hasPassword, changePassword }: PasswordFormProps) {
  // Fields of their own each time: what was typed does not stay on the page.
  const [round, setRound] = useState(0)
  const { form, pending, message, fault } = useActionForm(
    async (data) => {
      const present = String(data.get('present') ?? '')
      if (hasPassword && !present)
        return { ok: false, message: '', fields: { present: ['enter your present password'] } }
      return changePassword({ present, password: String(data.get('password') ?? '') })
    },
    ({ ended }) => {
      toast.success(doneWords(ended))
      setRound((last) => last + 1)
    },
  )
  return (
    <form {...form} aria-label="Password" className="grid max-w-sm gap-4">
      <Refusal message={message} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      {hasPassword ? (
        <Field id="present" label="Present password" fault={fault('present')}>
          <PasswordInput
            key={round}
            id="present"
            name="present"
            autoComplete="current-password"
            required
            maxLength={256}
            {...describedBy('present', { fault: fault('present') })}
          />
        </Field>
      ) : null}
      <Field id="new-password" label="New password" hint={passwordHint} fault={fault('password')}>
        <PasswordInput
          key={round}
          id="new-password"
          name="password"
          autoComplete="new-password"
          required
          minLength={12}
          maxLength={256}
          {...describedBy('new-password', { hint: true, fault: fault('password') })}
        />
      </Field>
      <Button type="submit" disabled={pending} className="justify-self-start">
        {pending ? 'Changing…' : hasPassword ? 'Change the password' : 'Set a password'}
      </Button>
    </form>
  )
}

function doneWords(ended: number): string {
  if (ended === 0) return 'Your password is changed.'
  return `Your password is changed, and ${ended === 1 ? 'your other session has' : `your ${ended} other sessions have`} ended.`
}
