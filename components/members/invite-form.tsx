'use client'

import { RoleChoice } from '@/components/settings/role-choice'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { DialogClose, DialogFooter } from '@/components/ui/dialog'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { roles } from '@/lib/access/actor'
import type { MadeInvitation } from '@/lib/teams/invite-member'
import type { Invite } from './member-actions'

interface InviteFormProps {
  invite: Invite
  /** Whether this Docket sends mail. */
  mails: boolean
  onInvited(made: MadeInvitation): void
}

export function InviteForm({ invite, mails, onInvited }: InviteFormProps) {
  const { form, pending, message, fault } = useActionForm((data) => {
    const role = roles.find((one) => one === data.get('role')) ?? 'moderator'
    const email = String(data.get('email') ?? '').trim()
    return invite({ role, email: email || null })
  }, onInvited)
  return (
    <form {...form} className="grid gap-4">
      <Refusal message={message} />
      <RoleChoice />
      <Field
        id="invite-email"
        label="E-mail (optional)"
        hint={
          mails
            ? 'Only this address can use the link, and it is mailed there. Empty: whoever has the link.'
            : 'Only this address can use the link. Empty: whoever has the link. Docket sends no mail.'
        }
        fault={fault('email')}
      >
        <Input
          id="invite-email"
          name="email"
          type="email"
          autoComplete="off"
          maxLength={320}
          {...describedBy('invite-email', { hint: true, fault: fault('email') })}
        />
      </Field>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" disabled={pending}>
          {pending ? 'Making the link…' : 'Make the link'}
        </Button>
      </DialogFooter>
    </form>
  )
}
