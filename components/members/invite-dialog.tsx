'use client'

import { CircleAlert, Info, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { ShownOnce } from '@/components/settings/shown-once'
import { Alert, AlertDescription } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import type { MadeInvitation } from '@/lib/teams/invite-member'
import { InviteForm } from './invite-form'
import type { Invite } from './member-actions'
import { madeWords } from './member-words'

/** The button and the dialog by which an admin invites somebody; then the link, this once. */
export function InviteDialog({ invite, mails }: { invite: Invite; mails: boolean }) {
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<MadeInvitation | null>(null)
  const change = (to: boolean) => {
    setOpen(to)
    if (!to) setMade(null)
  }
  // Once the link is shown, only its own button closes: a slip of the mouse must not lose it.
  const keep = (event: Event) => {
    if (made) event.preventDefault()
  }
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button>
          <UserPlus aria-hidden />
          Invite
        </Button>
      </DialogTrigger>
      <DialogContent className="sm:max-w-xl" onInteractOutside={keep} onEscapeKeyDown={keep}>
        <DialogHeader>
          <DialogTitle>{made ? 'The invitation' : 'Invite somebody'}</DialogTitle>
          <DialogDescription>
            {made
              ? 'Copy the link now: it is shown this once. It works once, within seven days.'
              : 'They come in by a link, with an account of their own or a new one whose password only they know.'}
          </DialogDescription>
        </DialogHeader>
        {made ? (
          <NewInvitation made={made} onDone={() => change(false)} />
        ) : (
          <InviteForm invite={invite} mails={mails} onInvited={setMade} />
        )}
      </DialogContent>
    </Dialog>
  )
}

function NewInvitation({ made, onDone }: { made: MadeInvitation; onDone(): void }) {
  const Icon = made.mail?.failure ? CircleAlert : Info
  return (
    <div className="grid grid-cols-1 gap-4">
      <Alert variant={made.mail?.failure ? 'destructive' : 'info'} role="status">
        <Icon aria-hidden />
        <AlertDescription>{madeWords(made)}</AlertDescription>
      </Alert>
      <ShownOnce id="invitation-link" label="Link" value={made.link} />
      <DialogFooter>
        <Button onClick={onDone}>Done</Button>
      </DialogFooter>
    </div>
  )
}
