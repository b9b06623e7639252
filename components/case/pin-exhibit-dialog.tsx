'use client'

import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { toast } from 'sonner'
import type { PinChoice } from '@/components/media/pinning'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import type { CaseActions } from './case-actions'
import { PinChoices } from './pin-choices'
import { timesOf, withTimes } from './pin-times'
import { useAction } from './use-action'

interface PinExhibitDialogProps {
  caseId: string
  choices: [PinChoice, ...PinChoice[]]
  zeroRetention: boolean
  pin: CaseActions['pin']
  onClose(): void
}

/** Asks which place to pin, from when to when, and for a note; says which letter it got. */
export function PinExhibitDialog({ caseId, choices, zeroRetention, pin, onClose }: PinExhibitDialogProps) {
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const note = useRef<HTMLTextAreaElement>(null)
  const [at, setAt] = useState(0)
  const { place } = choices[at] ?? choices[0]
  const [times, setTimes] = useState(timesOf(place))
  const [words, setWords] = useState('')
  const [faults, setFaults] = useState<Record<string, string>>({})
  const { pending, run } = useAction()

  const choose = (index: number) => {
    setAt(index)
    setTimes(timesOf((choices[index] ?? choices[0]).place))
    setFaults({})
  }
  const send = () => {
    const timed = withTimes(place, times)
    if ('faults' in timed) return setFaults(timed.faults)
    run(
      () => pin({ caseId, ...timed.place, note: words }),
      ({ label }) => {
        toast.success(`Pinned as exhibit ${label}.`)
        onClose()
      },
      ({ message, fields }) => {
        const of = (name: string) => fields?.[name]?.[0]
        const [startSeconds, endSeconds] = [of('startSeconds'), of('endSeconds')]
        const timed = { ...(startSeconds && { startSeconds }), ...(endSeconds && { endSeconds }) }
        // Whatever has no field of its own is said beside the last one.
        setFaults(Object.keys(timed).length > 0 ? timed : { note: of('note') ?? message })
      },
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit()
  }

  return (
    <Dialog open onOpenChange={(open) => !open && !pending && onClose()}>
      <DialogContent
        onKeyDown={onKeyDown}
        onOpenAutoFocus={(event) => {
          // The note is what is left to do; the place is proposed already.
          event.preventDefault()
          note.current?.focus()
        }}
      >
        <DialogHeader>
          <DialogTitle>Pin as an exhibit</DialogTitle>
          <DialogDescription>
            It gets a letter, by which a decision can cite it. Colleagues see it on the case.
          </DialogDescription>
        </DialogHeader>
        <form
          ref={form}
          noValidate
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            send()
          }}
        >
          <PinChoices choices={choices} value={at} onChange={choose} />
          {place.startSeconds !== undefined && (
            <div className="grid grid-cols-2 gap-3">
              <TimeField
                id={`${id}-from`}
                label="From"
                value={times.from}
                fault={faults.startSeconds}
                onChange={(from) => setTimes({ ...times, from })}
              />
              <TimeField
                id={`${id}-to`}
                label="To"
                value={times.to}
                fault={faults.endSeconds}
                onChange={(to) => setTimes({ ...times, to })}
              />
            </div>
          )}
          <Field
            id={`${id}-note`}
            label="Note (optional)"
            hint={zeroRetention ? 'Deleted together with the media, as the case keeps nothing.' : undefined}
            fault={faults.note}
          >
            <Textarea
              ref={note}
              id={`${id}-note`}
              maxLength={1000}
              value={words}
              onChange={(event) => setWords(event.target.value)}
              {...describedBy(`${id}-note`, { hint: zeroRetention, fault: faults.note })}
            />
          </Field>
          <DialogFooter>
            <Button variant="outline" disabled={pending} onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={pending} aria-keyshortcuts="Control+Enter">
              {pending ? 'Pinning' : 'Pin'}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}

interface TimeFieldProps {
  id: string
  label: string
  value: string
  fault: string | undefined
  onChange(value: string): void
}

function TimeField({ id, label, value, fault, onChange }: TimeFieldProps) {
  return (
    <Field id={id} label={label} hint="Such as 1:12.5" fault={fault}>
      <Input
        id={id}
        value={value}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        {...describedBy(id, { hint: true, fault })}
      />
    </Field>
  )
}
