'use client'

import { toast } from 'sonner'
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
} from '@/components/ui/dialog'
import type { TeamMember } from '@/lib/teams/list-members'
import { claimsToOf, HandOverField } from './hand-over-field'
import type { Choosable, MemberActions } from './member-actions'

interface GoDialogProps {
  kind: 'deactivate' | 'remove'
  open: boolean
  onOpenChange(open: boolean): void
  member: Pick<TeamMember, 'memberId' | 'name'>
  claims: number
  colleagues: Choosable[]
  actions: Pick<MemberActions, 'deactivate' | 'remove'>
}

const words = {
  deactivate: {
    title: (name: string) => `Deactivate ${name}?`,
    means: 'They are signed out of this team at once and cannot come back until an admin lets them in again.',
    does: 'Deactivate',
    working: 'Deactivating…',
    done: (name: string) => `${name} is deactivated.`,
  },
  remove: {
    title: (name: string) => `Remove ${name}?`,
    means: 'They are signed out of this team at once. What they did keeps their name; an invitation brings them back.',
    does: 'Remove',
    working: 'Removing…',
    done: (name: string) => `${name} is no longer in the team.`,
  },
}

/** Shuts somebody out or removes them, and asks who gets what they have claimed. */
export function GoDialog(props: GoDialogProps) {
  const { title, means } = words[props.kind]
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{title(props.member.name)}</DialogTitle>
          <DialogDescription>{means}</DialogDescription>
        </DialogHeader>
        <GoForm {...props} />
      </DialogContent>
    </Dialog>
  )
}

function GoForm({ kind, member: { memberId, name }, claims, colleagues, actions, onOpenChange }: GoDialogProps) {
  const { does, working, done } = words[kind]
  const { form, pending, message, fault } = useActionForm(
    (data) => actions[kind]({ memberId, claimsTo: claimsToOf(data) }),
    () => {
      toast.success(done(name))
      onOpenChange(false)
    },
  )
  return (
    <form {...form} className="grid gap-4">
      <Refusal message={message} />
      <HandOverField claims={claims} colleagues={colleagues} fault={fault('claimsTo')} />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="destructive" disabled={pending}>
          {pending ? working : does}
        </Button>
      </DialogFooter>
    </form>
  )
}
