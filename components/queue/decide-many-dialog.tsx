'use client'

import { Gavel } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { confidenceNames, confidences } from '@/components/case/decision-words'
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
import { Label } from '@/components/ui/label'
import { NativeSelect } from '@/components/ui/native-select'
import { RadioGroup, RadioGroupItem } from '@/components/ui/radio-group'
import { Textarea } from '@/components/ui/textarea'
import { findingNames, findings } from '@/lib/cases/case-states'
import type { DecideSame } from './bulk-actions'

interface DecideManyProps {
  /** How many cases are chosen. */
  n: number
  disabled: boolean
  /** Some of them keep nothing: the reason outlives their media. */
  zeroRetention: boolean
  decide(same: DecideSame): void
}

/** Decides the chosen cases alike: one finding and one reason for all, and nothing chosen beforehand. */
export function DecideManyDialog(props: DecideManyProps) {
  const [open, setOpen] = useState(false)
  // Outlives a refusal, so that nothing has to be typed again.
  const [sent, setSent] = useState<DecideSame | null>(null)
  const decide = (same: DecideSame) => {
    setSent(same)
    setOpen(false)
    props.decide(same)
  }
  const cases = props.n === 1 ? 'this case' : `these ${props.n} cases`
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" variant="outline" aria-disabled={props.disabled}>
          <Gavel aria-hidden /> Decide alike…
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Decide {cases} alike</DialogTitle>
          <DialogDescription className="text-pretty">
            Each is decided under the policy of its own queue and stands for itself: what one of them refuses, the
            others do not wait for. You can take them back until they are final.
          </DialogDescription>
        </DialogHeader>
        <DecideManyForm {...props} decide={decide} sent={sent} />
      </DialogContent>
    </Dialog>
  )
}

interface Faults {
  finding?: string
  reason?: string
}

function DecideManyForm({ n, zeroRetention, decide, sent }: DecideManyProps & { sent: DecideSame | null }) {
  const [faults, setFaults] = useState<Faults>({})
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (faults.finding || faults.reason) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [faults])
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const finding = findings.find((one) => one === data.get('many-finding'))
    const reason = String(data.get('many-reason') ?? '').trim()
    const confidence = confidences.find((one) => one === data.get('many-confidence')) ?? null
    if (!finding || !reason) {
      return setFaults({
        ...(!finding && { finding: 'Choose a finding.' }),
        ...(!reason && { reason: 'Say why, so that others can follow.' }),
      })
    }
    decide({ finding, reason, confidence })
  }
  const kept = `Kept in the trail with your name, for ${n === 1 ? 'the case' : 'each of them'}.`
  return (
    <form ref={form} noValidate onSubmit={submit} className="grid gap-4">
      <fieldset>
        <legend className="mb-2 text-sm font-medium">Finding</legend>
        <RadioGroup
          name="many-finding"
          {...(sent && { defaultValue: sent.finding })}
          aria-describedby={faults.finding ? 'many-finding-fault' : undefined}
        >
          {findings.map((finding, index) => (
            <Label key={finding} className="min-h-7 font-normal">
              <RadioGroupItem
                value={finding}
                title={findingNames[finding].means}
                aria-invalid={faults.finding && index === 0 ? true : undefined}
              />
              {findingNames[finding].name}
            </Label>
          ))}
        </RadioGroup>
        {faults.finding && (
          <p id="many-finding-fault" className="mt-2 text-[0.8125rem] font-medium text-destructive">
            {faults.finding}
          </p>
        )}
      </fieldset>
      <Field
        id="many-reason"
        label="Reason"
        hint={zeroRetention ? `${kept} It outlives the media: do not write what must not be kept.` : kept}
        fault={faults.reason}
      >
        <Textarea
          id="many-reason"
          name="many-reason"
          required
          maxLength={5000}
          defaultValue={sent?.reason}
          {...describedBy('many-reason', { hint: true, fault: faults.reason })}
        />
      </Field>
      <Field id="many-confidence" label="Confidence">
        <NativeSelect id="many-confidence" name="many-confidence" defaultValue={sent?.confidence ?? ''}>
          <option value="">Not said</option>
          {confidences.map((one) => (
            <option key={one} value={one}>
              {confidenceNames[one].name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit">{n === 1 ? 'Decide the case' : `Decide ${n} cases`}</Button>
      </DialogFooter>
    </form>
  )
}
