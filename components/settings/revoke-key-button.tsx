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

export type RevokeKey = (input: { keyId: string }) => Promise<ActionResult<{ keyId: string }>>

/** Ends a key, after a question. */
export function RevokeKeyButton({ keyId, name, revokeKey }: { keyId: string; name: string; revokeKey: RevokeKey }) {
  const [open, setOpen] = useState(false)
  const [pending, start] = useTransition()
  const revoke = () =>
    start(async () => {
      const result = await revokeKey({ keyId }).catch(() => null)
      setOpen(false)
      if (result?.ok) toast.success(`The key “${name}” is revoked.`)
      else toast.error(result?.message ?? 'Docket could not be reached. The key still works; try again.')
    })
  return (
    <AlertDialog open={open} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button variant="ghost" size="sm" className="text-destructive" aria-label={`Revoke ${name}`}>
          Revoke
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <DialogHeader className="pr-0">
          <AlertDialogTitle>Revoke “{name}”?</AlertDialogTitle>
          <AlertDialogDescription>
            Whatever uses this key is refused from its next request on. This cannot be taken back; a new key can be
            made.
          </AlertDialogDescription>
        </DialogHeader>
        <DialogFooter>
          <AlertDialogCancel asChild>
            <Button variant="outline">Keep it</Button>
          </AlertDialogCancel>
          <Button variant="destructive" onClick={revoke} disabled={pending}>
            {pending ? 'Revoking…' : 'Revoke the key'}
          </Button>
        </DialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  )
}
