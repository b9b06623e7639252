'use client'

import { Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { startTransition, useState } from 'react'
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
  DialogTrigger,
} from '@/components/ui/dialog'
import { describedBy, Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/native-select'
import { Textarea } from '@/components/ui/textarea'
import type { CaseRail } from '@/lib/cases/read-rail'
import type { CaseActions } from './case-actions'

interface ReturnDialogProps {
  caseId: string
  number: number
  /** Who it goes back to unless another is chosen; null: somebody has to be chosen. */
  escalated: CaseRail['escalated']
  colleagues: CaseRail['colleagues']
  giveBack: CaseActions['giveBack']
}

/** Sends an open case back to who escalated it, or to a colleague who should decide it. */
export function ReturnDialog(props: ReturnDialogProps) {
  const [open, setOpen] = useState(false)
  const { number, escalated, colleagues } = props
  // Whoever has left since cannot have it back.
  const back = colleagues.some(({ memberId }) => memberId === escalated?.by)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline">
          <Undo2 aria-hidden /> {back ? 'Send it back' : 'Send it to a colleague'}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{back ? `Send case ${number} back` : `Send case ${number} to a colleague`}</DialogTitle>
          <DialogDescription>It waits for them, first in their queue; nobody else is offered it.</DialogDescription>
        </DialogHeader>
        <ReturnForm {...props} back={back} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function ReturnForm({
  caseId,
  number,
  escalated,
  colleagues,
  giveBack,
  back,
  onDone,
}: ReturnDialogProps & { back: boolean; onDone(): void }) {
  const router = useRouter()
  const { form, pending, message, fault } = useActionForm<unknown>(
    async (data) => {
      const to = data.get('to')?.toString() || undefined
      return giveBack({ caseId, reason: data.get('reason')?.toString() ?? '', ...(to && { to }) })
    },
    () => {
      toast.success(`Case ${number} was sent on.`)
      onDone()
      startTransition(() => router.refresh())
    },
  )
  return (
    <form {...form} className="grid gap-4">
      <Field id="return-to" label="To whom" fault={fault('to')}>
        <NativeSelect id="return-to" name="to" defaultValue="" {...describedBy('return-to', { fault: fault('to') })}>
          <option value="">{back ? `${escalated?.byName}, who escalated it` : 'Choose'}</option>
          {colleagues
            .filter(({ memberId }) => memberId !== escalated?.by)
            .map(({ memberId, name }) => (
              <option key={memberId} value={memberId}>
                {name}
              </option>
            ))}
        </NativeSelect>
      </Field>
      <Field
        id="return-reason"
        label="Why"
        hint="Kept in the trail with your name, and shown to them."
        fault={fault('reason')}
      >
        <Textarea
          id="return-reason"
          name="reason"
          maxLength={1000}
          required
          {...describedBy('return-reason', { hint: true, fault: fault('reason') })}
        />
      </Field>
      <Refusal message={message} />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" aria-disabled={pending}>
          {pending ? 'Sending…' : 'Send'}
        </Button>
      </DialogFooter>
    </form>
  )
}
