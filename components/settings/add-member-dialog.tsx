'use client'

import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { PasswordInput } from '@/components/shell/password-input'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type Role, roles } from '@/lib/access/actor'
import type { ActionResult } from '@/lib/http/server-action'
import { RoleChoice } from './role-choice'

export interface NewMember {
  email: string
  name: string
  password: string
  role: Role
}

type AddMember = (input: NewMember) => Promise<ActionResult<{ memberId: string }>>

/** The button and the dialog by which an admin adds someone. */
export function AddMemberDialog({ addMember }: { addMember: AddMember }) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <UserPlus aria-hidden />
          Add a member
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Add a member</DialogTitle>
          <DialogDescription>
            Docket sends no mail: tell them the address of this page and the password yourself.
          </DialogDescription>
        </DialogHeader>
        <AddMemberForm addMember={addMember} onAdded={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function AddMemberForm({ addMember, onAdded }: { addMember: AddMember; onAdded(): void }) {
  const { form, pending, message, fault } = useActionForm(
    (data) => {
      const value = (name: string) => String(data.get(name) ?? '')
      const role = roles.find((one) => one === value('role')) ?? 'moderator'
      return addMember({ name: value('name'), email: value('email'), password: value('password'), role })
    },
    (_added, data) => {
      toast.success(`${data.get('name')} can sign in now.`)
      onAdded()
    },
  )
  const text = (id: string) => ({ id, name: id, required: true })
  return (
    <form {...form} className="grid gap-4">
      <Refusal message={message} />
      <Field id="name" label="Name" fault={fault('name')}>
        <Input {...text('name')} autoComplete="off" maxLength={80} {...describedBy('name', { fault: fault('name') })} />
      </Field>
      <Field id="email" label="E-mail" fault={fault('email')}>
        <Input
          {...text('email')}
          type="email"
          autoComplete="off"
          maxLength={320}
          {...describedBy('email', { fault: fault('email') })}
        />
      </Field>
      <Field id="password" label="First password" hint="At least 12 characters." fault={fault('password')}>
        <PasswordInput
          {...text('password')}
          autoComplete="new-password"
          minLength={12}
          maxLength={256}
          {...describedBy('password', { hint: true, fault: fault('password') })}
        />
      </Field>
      <RoleChoice />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" disabled={pending}>
          {pending ? 'Adding…' : 'Add the member'}
        </Button>
      </DialogFooter>
    </form>
  )
}
