'use client'

import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/http/server-action'
import { Refusal } from './refusal'
import { whyStay } from './switch-to'
import { arriveIn } from './team-tabs'
import { useActionForm } from './use-action-form'

/** Makes the team and moves the session there. */
export type CreateTeam = (input: { name: string }) => Promise<ActionResult<{ teamId: string }>>

interface NewTeamDialogProps {
  open: boolean
  onOpenChange(open: boolean): void
  createTeam: CreateTeam
}

/** Asks for the name of a new team, makes it and goes there. */
export function NewTeamDialog({ open, onOpenChange, createTeam }: NewTeamDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>New team</DialogTitle>
          <DialogDescription>
            A team of its own on this Docket: its cases, queues, policies, keys and trail are seen by nobody else. You
            are its first admin, and go there at once; your other teams stay as they are.
          </DialogDescription>
        </DialogHeader>
        <NewTeamForm createTeam={createTeam} />
      </DialogContent>
    </Dialog>
  )
}

function NewTeamForm({ createTeam }: { createTeam: CreateTeam }) {
  const { form, pending, message, fault } = useActionForm(
    async (data) => {
      const name = String(data.get('name') ?? '').trim()
      if (name === '')
        return { ok: false, message: 'Give the team a name.', fields: { name: ['give the team a name'] } }
      const stay = whyStay()
      return stay ? { ok: false, message: stay } : createTeam({ name })
    },
    ({ teamId }) => arriveIn(teamId),
  )
  const wrong = fault('name')
  return (
    <form {...form} className="grid gap-4">
      <Refusal message={message} />
      <Field id="new-team-name" label="Name" hint="No other team on this Docket may have it." fault={wrong}>
        <Input
          id="new-team-name"
          name="name"
          required
          autoComplete="off"
          maxLength={80}
          {...describedBy('new-team-name', { hint: true, fault: wrong })}
        />
      </Field>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" disabled={pending}>
          {pending ? 'Making it…' : 'Make the team'}
        </Button>
      </DialogFooter>
    </form>
  )
}
