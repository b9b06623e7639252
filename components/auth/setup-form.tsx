'use client'

import { PasswordInput } from '@/components/shell/password-input'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/http/server-action'

interface SetupInput {
  token: string
  teamName: string
  name: string
  email: string
  password: string
}

interface SetupFormProps {
  token: string
  setUp(input: SetupInput): Promise<ActionResult<{ signedIn: boolean }>>
}

export function SetupForm({ token, setUp }: SetupFormProps) {
  const { form, pending, message, fault } = useActionForm(
    (data) => {
      const value = (name: string) => String(data.get(name) ?? '')
      return setUp({
        token,
        teamName: value('teamName'),
        name: value('name'),
        email: value('email'),
        password: value('password'),
      })
    },
    ({ signedIn }) => window.location.assign(signedIn ? '/' : '/sign-in?welcome=1'),
  )
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Set up Docket</h1>
      <p className="mt-2 text-sm text-pretty text-muted-foreground">
        Name your team and make its first admin. Everything stays on this server; you can invite others afterwards.
      </p>
      <form {...form} className="mt-6 grid gap-4">
        <Refusal message={message} />
        <Field id="teamName" label="Team name" fault={fault('teamName')}>
          <Input
            id="teamName"
            name="teamName"
            autoComplete="organization"
            required
            maxLength={80}
            {...describedBy('teamName', { fault: fault('teamName') })}
          />
        </Field>
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
        <Field id="email" label="Your e-mail" hint="You sign in with it." fault={fault('email')}>
          <Input
            id="email"
            name="email"
            type="email"
            autoComplete="username"
            required
            maxLength={320}
            {...describedBy('email', { hint: true, fault: fault('email') })}
          />
        </Field>
        <Field
          id="password"
          label="Password"
          hint="At least 12 characters. A few words in a row are easier to remember than symbols."
          fault={fault('password')}
        >
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
        <Button type="submit" disabled={pending} className="mt-2 w-full">
          {pending ? 'Setting up…' : 'Make the team'}
        </Button>
      </form>
    </>
  )
}
