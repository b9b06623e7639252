'use client'

import { useEffect, useState } from 'react'
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import type { ProofWays } from '@/lib/access/read-proof-ways'
import type { ActionResult } from '@/lib/http/server-action'
import type { ConfirmBy } from './provider-link'
import { Refusal } from './refusal'
import { type Prove, StepUpForm } from './step-up-form'

export interface StepUpDialogProps {
  person: { name: string; email: string }
  readWays(input: null): Promise<ActionResult<ProofWays>>
  prove: Prove
  confirmBy: ConfirmBy
  open: boolean
  onProved(): void
  onCancel(): void
  onCloseAutoFocus(event: Event): void
}

/** Asks for the password, or for a code of the second step, before something that must not be done by an open browser alone. */
export function StepUpDialog({ open, person, onCancel, onCloseAutoFocus, ...form }: StepUpDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(to) => !to && onCancel()}>
      <DialogContent
        className="sm:max-w-md"
        onCloseAutoFocus={onCloseAutoFocus}
        // React hands its keys on to what it stands in, which they are not meant for.
        onKeyDown={(event) => event.stopPropagation()}
      >
        <DialogHeader>
          <DialogTitle>Confirm that it is you</DialogTitle>
          <DialogDescription className="text-pretty">
            What you are about to do is asked for once more, so that nobody does it from a browser that was left open.
            It goes on by itself.
          </DialogDescription>
        </DialogHeader>
        <p className="min-w-0 text-sm">
          Signed in as <span className="font-medium">{person.name}</span>
          <span className="block truncate text-[0.8125rem] text-muted-foreground">{person.email}</span>
        </p>
        <Asked {...form} email={person.email} onCancel={onCancel} />
      </DialogContent>
    </Dialog>
  )
}

type AskedProps = Pick<StepUpDialogProps, 'readWays' | 'prove' | 'confirmBy' | 'onProved' | 'onCancel'> & {
  email: string
}

/** The form, once it is known what the person can be asked for. */
function Asked({ readWays, ...form }: AskedProps) {
  const [ways, setWays] = useState<ActionResult<ProofWays> | null>(null)
  useEffect(() => {
    let left = false
    readWays(null)
      .catch(() => ({ ok: false as const, message: unreachable }))
      .then((read) => left || setWays(read))
    return () => {
      left = true
    }
  }, [readWays])
  if (ways === null) {
    return (
      <div role="status" className="grid gap-2">
        <span className="sr-only">One moment…</span>
        <Skeleton className="h-4 w-24" />
        <Skeleton className="h-9 w-full" />
      </div>
    )
  }
  return ways.ok ? <StepUpForm {...form} ways={ways.data} /> : <Refusal message={ways.message} />
}

const unreachable = 'Docket could not be reached. Close this, check the connection and try again; nothing was changed.'
