'use client'

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
import { Textarea } from '@/components/ui/textarea'
import type { ActionResult } from '@/lib/http/server-action'

interface ReasonDialogProps {
  open: boolean
  onOpenChange(open: boolean): void
  title: string
  means: string
  label: string
  /** What the button that does it says, and while it works. */
  says: readonly [does: string, working: string]
  send(reason: string): Promise<ActionResult<unknown>>
  done: string
}

/** Asks for a reason, and does it. */
export function ReasonDialog({ open, onOpenChange, title, means, ...form }: ReasonDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          <DialogDescription className="text-pretty">{means}</DialogDescription>
        </DialogHeader>
        <ReasonForm {...form} close={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  )
}

type ReasonFormProps = Pick<ReasonDialogProps, 'label' | 'says' | 'send' | 'done'> & { close(): void }

function ReasonForm({ label, says, send, done, close }: ReasonFormProps) {
  const { form, pending, message, fault } = useActionForm(
    (data) => send(String(data.get('reason') ?? '')),
    () => {
      toast.success(done)
      close()
    },
  )
  return (
    <form {...form} noValidate className="grid gap-4">
      <Refusal message={message} />
      <Field id="known-reason" label={label} fault={fault('reason')}>
        <Textarea
          id="known-reason"
          name="reason"
          rows={3}
          maxLength={500}
          {...describedBy('known-reason', { fault: fault('reason') })}
        />
      </Field>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" aria-disabled={pending}>
          {pending ? says[1] : says[0]}
        </Button>
      </DialogFooter>
    </form>
  )
}
