'use client'

import { type ReactNode, useState, useTransition } from 'react'
import { toast } from 'sonner'
import { turnedBack } from '@/components/shell/prove-then'
import { useStepUp } from '@/components/shell/step-up-context'
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

interface AskFirstProps {
  /** The button that begins it. */
  children: ReactNode
  question: string
  /** What it means, and whether it can be taken back. */
  means: ReactNode
  /** What the button that does it says, and while it works. */
  says: readonly [does: string, working: string]
  act(): Promise<ActionResult<unknown>>
  /** Said once it is done. */
  done: string
  /** Said where the server could not be reached; absent: that nothing was changed. */
  unreachable?: string
  onDone?(): void
}

/** A button for what cannot be taken back: asks, does it, and says what became of it. */
export function AskFirst({ children, question, means, says, act, done, unreachable, onDone }: AskFirstProps) {
  const [open, setOpen] = useState(false)
  const provedThen = useStepUp()
  const [pending, start] = useTransition()
  const run = () =>
    start(async () => {
      const result = await provedThen(act).catch(() => null)
      if (turnedBack(result)) return
      setOpen(false)
      if (!result?.ok) {
        toast.error(result?.message ?? unreachable ?? 'Docket could not be reached. Nothing was changed; try again.')
        return
      }
      toast.success(done)
      onDone?.()
    })
  return (
    <AlertDialog open={open} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>{children}</AlertDialogTrigger>
      {/* React hands its keys on to the form that it stands in, which they are not meant for. */}
      <AlertDialogContent onKeyDown={(event) => event.stopPropagation()}>
        <DialogHeader className="pr-0">
          <AlertDialogTitle>{question}</AlertDialogTitle>
          <AlertDialogDescription>{means}</AlertDialogDescription>
        </DialogHeader>
        <DialogFooter>
          <AlertDialogCancel asChild>
            <Button variant="outline">Keep it</Button>
          </AlertDialogCancel>
          <Button variant="destructive" onClick={run} disabled={pending}>
            {pending ? says[1] : says[0]}
          </Button>
        </DialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  )
}
