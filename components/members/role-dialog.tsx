'use client'

import { toast } from 'sonner'
import { RoleChoice } from '@/components/settings/role-choice'
import { Refusal } from '@/components/shell/refusal'
import { roleNames } from '@/components/shell/role-names'
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
import { roles } from '@/lib/access/actor'
import type { TeamMember } from '@/lib/teams/list-members'
import type { MemberActions } from './member-actions'

interface RoleDialogProps {
  open: boolean
  onOpenChange(open: boolean): void
  member: Pick<TeamMember, 'memberId' | 'name' | 'role'>
  changeRole: MemberActions['changeRole']
}

/** Gives a member another role. */
export function RoleDialog(props: RoleDialogProps) {
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>The role of {props.member.name}</DialogTitle>
          <DialogDescription>
            Another role holds from their next click on; nobody has to sign in again.
          </DialogDescription>
        </DialogHeader>
        <RoleForm {...props} />
      </DialogContent>
    </Dialog>
  )
}

function RoleForm({ member, changeRole, onOpenChange }: RoleDialogProps) {
  const roleIn = (data: FormData) => roles.find((one) => one === data.get('role')) ?? member.role
  const { form, pending, message } = useActionForm(
    (data) => changeRole({ memberId: member.memberId, role: roleIn(data) }),
    (_changed, data) => {
      toast.success(`${member.name} is now ${roleNames[roleIn(data)].name.toLowerCase()}.`)
      onOpenChange(false)
    },
  )
  return (
    <form {...form} className="grid gap-4">
      <Refusal message={message} />
      <RoleChoice present={member.role} />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" disabled={pending}>
          {pending ? 'Changing…' : 'Change the role'}
        </Button>
      </DialogFooter>
    </form>
  )
}
