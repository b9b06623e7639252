'use client'

import { MailCheck } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Alert, AlertDescription } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/http/server-action'

/** Asks for a link to a new password by mail. */
export function ForgotForm({ ask }: { ask(input: { email: string }): Promise<ActionResult<void>> }) {
  const [asked, setAsked] = useState(false)
  const { form, pending, message, fault } = useActionForm(
    async (data) => {
      const email = String(data.get('email') ?? '')
      if (!email) return { ok: false, message: '', fields: { email: ['enter your e-mail address'] } }
      return ask({ email })
    },
    () => setAsked(true),
  )
  if (asked) return <Asked />
  return (
    <>
      <p className="mt-2 text-sm text-pretty text-muted-foreground">
        Enter the e-mail you sign in with. Docket mails you a link with which you choose a new password.
      </p>
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
        <Button type="submit" disabled={pending} className="w-full">
          {pending ? 'Sending…' : 'Mail me a link'}
        </Button>
      </form>
    </>
  )
}

/** The same for everybody, whether there is such an account or not. */
function Asked() {
  const box = useRef<HTMLDivElement>(null)
  // The form that had the focus is gone.
  useEffect(() => box.current?.focus(), [])
  return (
    <Alert ref={box} variant="success" role="status" tabIndex={-1} className="mt-4">
      <MailCheck aria-hidden />
      <AlertDescription>
        If somebody signs in with that e-mail here, a link is on its way to it. It holds for an hour. If none comes,
        look among the unwanted mail, or ask an admin of your team.
      </AlertDescription>
    </Alert>
  )
}
