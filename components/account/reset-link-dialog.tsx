'use client'

import { useState, useTransition } from 'react'
import { ShownOnce } from '@/components/settings/shown-once'
import { turnedBack } from '@/components/shell/prove-then'
import { Refusal } from '@/components/shell/refusal'
import { useStepUp } from '@/components/shell/step-up-context'
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
import type { ActionResult } from '@/lib/http/server-action'

export type MakeResetLink = (input: { memberId: string }) => Promise<ActionResult<{ link: string }>>

interface ResetLinkDialogProps {
  member: { memberId: string; name: string }
  makeLink: MakeResetLink
  open: boolean
  onOpenChange(open: boolean): void
}

/** Makes a link with which a member chooses a new password, and shows it this once, to be handed to them. */
export function ResetLinkDialog({ member, makeLink, open, onOpenChange }: ResetLinkDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        {/* Inside, so that a closed dialog keeps no link. */}
        <LinkMaker member={member} makeLink={makeLink} />
      </DialogContent>
    </Dialog>
  )
}

function LinkMaker({ member, makeLink }: Pick<ResetLinkDialogProps, 'member' | 'makeLink'>) {
  const provedThen = useStepUp()
  const [pending, start] = useTransition()
  const [link, setLink] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const make = () =>
    start(async () => {
      const result = await provedThen(() => makeLink({ memberId: member.memberId })).catch(() => null)
      if (result?.ok) setLink(result.data.link)
      if (!turnedBack(result))
        setRefused(result?.ok ? null : (result?.message ?? 'Docket could not be reached. No link was made; try again.'))
    })
  return (
    <>
      <DialogHeader>
        <DialogTitle>{link ? 'The link is made' : `A reset link for ${member.name}?`}</DialogTitle>
        <DialogDescription>
          {link
            ? `Hand it to ${member.name} yourself: whoever has it can use it. It works once, within an hour, and is not shown again.`
            : 'With it they choose a new password. Their present one goes on until then, and their second step stays.'}
        </DialogDescription>
      </DialogHeader>
      <Refusal message={refused} />
      {link ? <ShownOnce id="reset-link" label="Reset link" value={link} /> : null}
      <DialogFooter>
        <DialogClose asChild>
          <Button variant={link ? 'default' : 'outline'}>{link ? 'I have copied it' : 'Cancel'}</Button>
        </DialogClose>
        {link ? null : (
          <Button onClick={make} disabled={pending}>
            {pending ? 'Making…' : 'Make a reset link'}
          </Button>
        )}
      </DialogFooter>
    </>
  )
}
