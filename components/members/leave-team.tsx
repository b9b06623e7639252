'use client'

import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { whyStay } from '@/components/shell/switch-to'
import { leaveForHome } from '@/components/shell/team-tabs'
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
import type { ActionResult } from '@/lib/http/server-action'
import { claimsToOf, HandOverField } from './hand-over-field'
import type { Choosable } from './member-actions'

interface LeaveTeamProps {
  teamName: string
  /** How many cases they hold. */
  claims: number
  colleagues: Choosable[]
  leave(input: { claimsTo: string | null }): Promise<ActionResult<unknown>>
}

/** The button and the dialog by which somebody leaves the team they are in. */
export function LeaveTeam(props: LeaveTeamProps) {
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button
          variant="outline"
          className="h-auto min-h-9 self-start justify-self-start whitespace-normal text-destructive"
        >
          <LogOut aria-hidden /> Leave this team
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Leave {props.teamName}?</DialogTitle>
          <DialogDescription>
            You are signed out of it at once, and only an invitation brings you back. What you did keeps your name;
            other teams of yours stay as they are.
          </DialogDescription>
        </DialogHeader>
        <LeaveForm {...props} />
      </DialogContent>
    </Dialog>
  )
}

function LeaveForm({ claims, colleagues, leave }: LeaveTeamProps) {
  const [gone, setGone] = useState(false)
  const { form, pending, message, fault } = useActionForm(
    async (data) => {
      const stay = whyStay()
      return stay ? { ok: false as const, message: stay } : leave({ claimsTo: claimsToOf(data) })
    },
    () => {
      setGone(true)
      leaveForHome()
    },
  )
  return (
    <form {...form} className="grid gap-4">
      <Refusal message={message} />
      <HandOverField claims={claims} colleagues={colleagues} fault={fault('claimsTo')} />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Stay</Button>
        </DialogClose>
        <Button type="submit" variant="destructive" disabled={pending || gone}>
          {pending || gone ? 'Leaving…' : 'Leave the team'}
        </Button>
      </DialogFooter>
    </form>
  )
}
