'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, startTransition } from 'react'
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
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import type { ActionResult } from '@/lib/http/server-action'

interface ReasonDialogProps {
  open: boolean
  setOpen(open: boolean): void
  title: string
  description: ReactNode
  children?: ReactNode
  /** Asks for a reason, and says what becomes of it; absent: none is asked for. */
  reasonHint?: string
  /** What has to be typed to show that it is meant; absent: nothing. */
  typed?: string
  submit: string
  busy: string
  destructive?: boolean
  /** Said once it is done. */
  done: string
  act(reason: string): Promise<ActionResult<unknown>>
  /** Where the focus goes when it closes. */
  onCloseAutoFocus?(event: Event): void
}

/** Asks why, and where it cannot be taken back for the case's number, before something is done about a case's media. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { open, setOpen, title, description, onCloseAutoFocus } = props
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogContent {...(onCloseAutoFocus && { onCloseAutoFocus })}>
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          <DialogDescription className="text-pretty">{description}</DialogDescription>
        </DialogHeader>
        <ReasonForm {...props} />
      </DialogContent>
    </Dialog>
  )
}

function ReasonForm({ setOpen, children, reasonHint, typed, submit, busy, destructive, done, act }: ReasonDialogProps) {
  const router = useRouter()
  const { form, pending, message, fault } = useActionForm<unknown>(
    async (data) => {
      if (typed !== undefined && data.get('typed')?.toString().trim() !== typed) return notTyped(typed)
      return act(data.get('reason')?.toString() ?? '')
    },
    () => {
      toast.success(done)
      setOpen(false)
      startTransition(() => router.refresh())
    },
  )
  return (
    <form {...form} className="grid gap-4">
      {children}
      {reasonHint !== undefined && (
        <Field id="act-reason" label="Why" hint={reasonHint} fault={fault('reason')}>
          <Textarea
            id="act-reason"
            name="reason"
            maxLength={1000}
            required
            {...describedBy('act-reason', { hint: true, fault: fault('reason') })}
          />
        </Field>
      )}
      {typed !== undefined && (
        <Field id="act-typed" label={`Type ${typed} to show that you mean it`} fault={fault('typed')}>
          <Input
            id="act-typed"
            name="typed"
            autoComplete="off"
            inputMode="numeric"
            {...describedBy('act-typed', { fault: fault('typed') })}
          />
        </Field>
      )}
      <Refusal message={message} />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" variant={destructive ? 'destructive' : 'default'} aria-disabled={pending}>
          {pending ? busy : submit}
        </Button>
      </DialogFooter>
    </form>
  )
}

function notTyped(typed: string): ActionResult<unknown> {
  const says = `That is not ${typed}, the number of this case; nothing was done.`
  return { ok: false, message: says, fields: { typed: [says] } }
}
