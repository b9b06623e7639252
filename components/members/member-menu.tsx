'use client'

import { Ellipsis, KeyRound, UserCheck, UserCog, UserMinus, UserX } from 'lucide-react'
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { ResetLinkDialog } from '@/components/account/reset-link-dialog'
import { turnedBack } from '@/components/shell/prove-then'
import { useStepUp } from '@/components/shell/step-up-context'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import type { TeamMember } from '@/lib/teams/list-members'
import { GoDialog } from './go-dialog'
import type { Choosable, MemberActions } from './member-actions'
import { RoleDialog } from './role-dialog'

interface MemberMenuProps {
  member: Pick<TeamMember, 'memberId' | 'name' | 'role' | 'source'> & { isDeactivated: boolean }
  claims: number
  colleagues: Choosable[]
  actions: MemberActions
}

/** What an admin can do about one member. */
export function MemberMenu({ member, claims, colleagues, actions }: MemberMenuProps) {
  const [asking, setAsking] = useState<'role' | 'reset' | 'deactivate' | 'remove' | null>(null)
  const [pending, start] = useTransition()
  const provedThen = useStepUp()
  const close = (open: boolean) => {
    if (!open) setAsking(null)
  }
  const letIn = () =>
    start(async () => {
      const result = await provedThen(() => actions.reactivate(member)).catch(() => null)
      if (turnedBack(result)) return
      if (result?.ok) toast.success(`${member.name} can sign in again.`)
      else toast.error(result?.message ?? 'Docket could not be reached. Nothing was changed; try again.')
    })
  const fromHere = member.source === 'here'
  const going = { member, claims, colleagues, actions, onOpenChange: close }
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-busy={pending} aria-label={`What to do about ${member.name}`}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {fromHere ? (
            <DropdownMenuItem onSelect={() => setAsking('role')}>
              <UserCog aria-hidden /> Change the role…
            </DropdownMenuItem>
          ) : null}
          {member.isDeactivated ? (
            <DropdownMenuItem onSelect={letIn}>
              <UserCheck aria-hidden /> Let in again
            </DropdownMenuItem>
          ) : (
            <>
              <DropdownMenuItem onSelect={() => setAsking('reset')}>
                <KeyRound aria-hidden /> Make a reset link…
              </DropdownMenuItem>
              <DropdownMenuItem onSelect={() => setAsking('deactivate')}>
                <UserX aria-hidden /> Deactivate…
              </DropdownMenuItem>
            </>
          )}
          {fromHere ? (
            <>
              <DropdownMenuSeparator />
              <DropdownMenuItem className="text-destructive" onSelect={() => setAsking('remove')}>
                <UserMinus aria-hidden /> Remove from the team…
              </DropdownMenuItem>
            </>
          ) : null}
        </DropdownMenuContent>
      </DropdownMenu>
      <RoleDialog open={asking === 'role'} onOpenChange={close} member={member} changeRole={actions.changeRole} />
      <ResetLinkDialog
        open={asking === 'reset'}
        onOpenChange={close}
        member={member}
        makeLink={actions.makeResetLink}
      />
      <GoDialog kind="deactivate" open={asking === 'deactivate'} {...going} />
      <GoDialog kind="remove" open={asking === 'remove'} {...going} />
    </>
  )
}
