'use client'

import { FolderInput } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { startTransition, useState } from 'react'
import { toast } from 'sonner'
import { KeyHint } from '@/components/keys/key-hint'
import { useShortcut } from '@/components/keys/key-map'
import { useKeys } from '@/components/keys/use-keys'
import type { MoveTarget } from '@/components/queue/move-menu'
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
import type { CaseActions } from './case-actions'

interface MoveDialogProps {
  caseId: string
  number: number
  /** The queue it is in: not offered. */
  from: string | null
  targets: MoveTarget[]
  move: CaseActions['move']
}

/** Puts a case into another queue, where rules leave it, with the reason. Also by its key. */
export function MoveDialog(props: MoveDialogProps) {
  const [open, setOpen] = useState(false)
  const shortcut = useShortcut('move')
  useKeys({ move: () => setOpen(true) })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" aria-keyshortcuts={shortcut}>
          <FolderInput aria-hidden /> Move <KeyHint action="move" />
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Move case {props.number} to another queue</DialogTitle>
          <DialogDescription className="text-pretty">
            It stays there whatever the routing rules say, until somebody gives it back to them. With the queue its
            policy can change.
          </DialogDescription>
        </DialogHeader>
        <MoveForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

const rules = 'rules'

function MoveForm({ caseId, number, from, targets, move, onDone }: MoveDialogProps & { onDone(): void }) {
  const router = useRouter()
  const { form, pending, message, fault } = useActionForm<unknown>(
    async (data) => {
      const to = data.get('queueId')?.toString() ?? ''
      if (to === '') return unchosen
      return move({ caseId, queueId: to === rules ? null : to, reason: data.get('reason')?.toString() ?? '' })
    },
    () => {
      toast.success(`Case ${number} was moved.`)
      onDone()
      startTransition(() => router.refresh())
    },
  )
  return (
    <form {...form} className="grid gap-4">
      <Field id="move-to" label="To which queue" fault={fault('queueId')}>
        <NativeSelect
          id="move-to"
          name="queueId"
          defaultValue=""
          {...describedBy('move-to', { fault: fault('queueId') })}
        >
          <option value="">Choose</option>
          {targets
            .filter(({ queueId }) => queueId !== from)
            .map(({ queueId, name }) => (
              <option key={queueId} value={queueId}>
                {name}
              </option>
            ))}
          <option value={rules}>Where the rules send it</option>
        </NativeSelect>
      </Field>
      <Field id="move-reason" label="Why" hint="Kept in the trail with your name." fault={fault('reason')}>
        <Textarea
          id="move-reason"
          name="reason"
          maxLength={1000}
          required
          {...describedBy('move-reason', { hint: true, fault: fault('reason') })}
        />
      </Field>
      <Refusal message={message} />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" aria-disabled={pending}>
          {pending ? 'Moving…' : 'Move'}
        </Button>
      </DialogFooter>
    </form>
  )
}

const chooseOne = 'Choose a queue.'
const unchosen = { ok: false as const, message: chooseOne, fields: { queueId: [chooseOne] } }
