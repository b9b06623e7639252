'use client'

import { SkipForward } from 'lucide-react'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { startTransition, useState } from 'react'
import { toast } from 'sonner'
import { KeyHint } from '@/components/keys/key-hint'
import { useShortcut } from '@/components/keys/key-map'
import { useKeys } from '@/components/keys/use-keys'
import { goOnHref } from '@/components/queue/queue-places'
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
import { Label } from '@/components/ui/label'
import { RadioGroup, RadioGroupItem } from '@/components/ui/radio-group'
import { skipReasonNames, skipReasons } from '@/lib/cases/skip-reasons'
import type { CaseActions } from './case-actions'

interface SkipDialogProps {
  caseId: string
  number: number
  /** What follows the case's number in the address, to stay within the same part of the queue. */
  search: string
  skip: CaseActions['skip']
}

/** Passes the case over: asks why, and goes on with the next one. The case is not offered to this person again. */
export function SkipDialog(props: SkipDialogProps) {
  const [open, setOpen] = useState(false)
  const shortcut = useShortcut('skip')
  useKeys({ skip: () => setOpen(true) })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" aria-keyshortcuts={shortcut}>
          <SkipForward aria-hidden /> Skip <KeyHint action="skip" />
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Skip case {props.number}</DialogTitle>
          <DialogDescription className="text-pretty">
            Say why. It goes back for others, and “next” does not offer it to you again; from the queue you can still
            open it.
          </DialogDescription>
        </DialogHeader>
        <SkipForm {...props} />
      </DialogContent>
    </Dialog>
  )
}

function SkipForm({ caseId, number, search, skip }: SkipDialogProps) {
  const router = useRouter()
  const { form, pending, message, fault } = useActionForm<{ next: number | null }>(
    async (data) => {
      const reason = skipReasons.find((one) => one === data.get('skip-reason'))
      return reason ? skip({ caseId, number, reason, place: search }) : unchosen
    },
    ({ next }) => {
      toast.success(`Case ${number} was skipped.`)
      startTransition(() => router.push(goOnHref(next, search) as Route))
    },
  )
  const wrong = fault('reason')
  return (
    <form {...form} className="grid gap-4">
      <fieldset>
        <legend className="mb-2 text-sm font-medium">Why</legend>
        <RadioGroup name="skip-reason" aria-describedby={wrong ? 'skip-fault' : undefined}>
          {skipReasons.map((reason, index) => (
            <Label key={reason} className="min-h-8 font-normal">
              <RadioGroupItem value={reason} aria-invalid={wrong && index === 0 ? true : undefined} />
              {skipReasonNames[reason]}
            </Label>
          ))}
        </RadioGroup>
        {wrong && (
          <p id="skip-fault" className="mt-2 text-[0.8125rem] font-medium text-destructive">
            {wrong}
          </p>
        )}
      </fieldset>
      <Refusal message={message} />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" aria-disabled={pending}>
          {pending ? 'Skipping…' : 'Skip and go on'}
        </Button>
      </DialogFooter>
    </form>
  )
}

const chooseOne = 'Choose a reason.'
const unchosen = { ok: false as const, message: chooseOne, fields: { reason: [chooseOne] } }
