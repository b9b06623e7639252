'use client'

import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
  AlertDialogTrigger,
} from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { DialogFooter, DialogHeader } from '@/components/ui/dialog'
import type { ActionResult } from '@/lib/http/server-action'

export type RemoveConnectionAction = (input: Record<string, never>) => Promise<ActionResult<{ host: string | null }>>

interface RemoveConnectionProps {
  /** Whether an address and a key of the team's own are kept. */
  ownConnection: boolean
  instanceHost: string | null
  /** Detections that run over it. */
  underWay: number
  remove: RemoveConnectionAction
}

/** Forgets the team's own choice, and the key, after a question. */
export function RemoveConnection({ ownConnection, instanceHost, underWay, remove }: RemoveConnectionProps) {
  const [open, setOpen] = useState(false)
  const [pending, start] = useTransition()
  const what = ownConnection ? 'the team’s connection' : 'the team’s choice'
  const then =
    instanceHost === null
      ? 'New cases are then analysed by the built-in engine alone.'
      : `New cases then go where this server sends them by itself: to ${instanceHost}.`
  const confirm = () =>
    start(async () => {
      const result = await remove({}).catch(() => null)
      setOpen(false)
      if (result?.ok) toast.success(`Removed. ${then}`)
      else toast.error(result?.message ?? 'Docket could not be reached, so nothing was removed. Try again.')
    })
  return (
    <section aria-labelledby="remove-heading" className="grid justify-items-start gap-3">
      <div>
        <h2 id="remove-heading" className="text-base font-semibold tracking-tight">
          Remove {what}
        </h2>
        <p className="mt-1 max-w-prose text-sm text-pretty text-muted-foreground">
          {then} {ownConnection && 'The key is forgotten.'}
        </p>
      </div>
      <AlertDialog open={open} onOpenChange={setOpen}>
        <AlertDialogTrigger asChild>
          <Button variant="outline" className="text-destructive">
            Remove {what}
          </Button>
        </AlertDialogTrigger>
        <AlertDialogContent>
          <DialogHeader className="pr-0">
            <AlertDialogTitle>Remove {what}?</AlertDialogTitle>
            <AlertDialogDescription>
              {then} {ownConnection && 'The address and the key are forgotten; to connect again, the key is needed. '}
              {underWay > 0 && ownConnection && `${countWords(underWay)} over it and cannot be asked about any more.`}
            </AlertDialogDescription>
          </DialogHeader>
          <DialogFooter>
            <AlertDialogCancel asChild>
              <Button variant="outline">Keep it</Button>
            </AlertDialogCancel>
            <Button variant="destructive" onClick={confirm} disabled={pending}>
              {pending ? 'Removing…' : 'Remove it'}
            </Button>
          </DialogFooter>
        </AlertDialogContent>
      </AlertDialog>
    </section>
  )
}

function countWords(underWay: number): string {
  return underWay === 1 ? 'One detection runs' : `${underWay.toLocaleString('en')} detections run`
}
