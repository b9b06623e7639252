'use client'

import { type FormEvent, useEffect, useRef, useState } from 'react'
import { DecisionAction } from '@/components/case/decision-action'
import { DecisionTracks } from '@/components/case/decision-tracks'
import { confidenceNames, confidences } from '@/components/case/decision-words'
import { Refusal } from '@/components/shell/refusal'
import { Button } from '@/components/ui/button'
import { DialogClose, DialogFooter } from '@/components/ui/dialog'
import { describedBy, Field } from '@/components/ui/field'
import { Label } from '@/components/ui/label'
import { NativeSelect } from '@/components/ui/native-select'
import { RadioGroup, RadioGroupItem } from '@/components/ui/radio-group'
import { Textarea } from '@/components/ui/textarea'
import { findingNames, findings } from '@/lib/cases/case-states'
import type { BulkActions, DecideSame } from './bulk-actions'
import { missingInMany, policySentences, sharedPolicy, shownOf } from './policies-shown'
import type { ShownRow } from './shown-row'
import { usePolicies } from './use-policies'

interface DecideManyFormProps {
  chosen: ShownRow[]
  policies: BulkActions['policies']
  decide(same: DecideSame): void
  /** What was sent before, to begin from. */
  sent: DecideSame | null
}

/** One finding and one reason for all of the chosen cases, and the action of their policy where they have the same. */
export function DecideManyForm({ chosen, policies, decide, sent }: DecideManyFormProps) {
  const n = chosen.length
  const [faults, setFaults] = useState<ReturnType<typeof missingInMany>>({})
  const [action, setAction] = useState(sent?.action ?? null)
  const [tracks, setTracks] = useState<DecideSame['tracks']>(sent?.tracks ?? {})
  const form = useRef<HTMLFormElement>(null)
  const busy = useRef(false)
  const { read, groups, refusal } = usePolicies(chosen, policies)
  const policy = groups && sharedPolicy(groups)
  const haveTracks = chosen.every(({ mediaType }) => mediaType === 'video')
  useEffect(() => {
    if (faults.finding || faults.reason) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [faults])
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const finding = findings.find((one) => one === data.get('many-finding'))
    const reason = String(data.get('many-reason') ?? '').trim()
    const confidence = confidences.find((one) => one === data.get('many-confidence')) ?? null
    const missing = missingInMany({ finding, reason }, policy)
    setFaults(missing)
    if (!finding || missing.reason) return
    if (busy.current) return
    busy.current = true
    // What they are judged by is read while the form is filled in; nothing is sent without it.
    const known = await read()
    busy.current = false
    // Closed while that was awaited: they are not to be decided.
    if (!known || !form.current) return
    const shared = sharedPolicy(known)
    const short = missingInMany({ finding, reason }, shared)
    setFaults(short)
    if (short.reason) return
    const isKnown = shared?.rules.actions.some(({ code }) => code === action) ?? false
    const shown = shownOf(known)
    decide({
      ...{ finding, reason, confidence, shown },
      tracks: haveTracks ? tracks : {},
      action: isKnown ? action : null,
    })
  }
  const kept = `Kept in the trail with your name, for ${n === 1 ? 'the case' : 'each of them'}.`
  const outlives = chosen.some(({ zeroRetention }) => zeroRetention)
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
      {haveTracks && <DecisionTracks value={tracks} onChange={setTracks} fault={undefined} disabled={false} />}
      <div aria-live="polite" className="grid gap-2 text-sm text-pretty empty:hidden">
        {policy && (
          <p className="[overflow-wrap:anywhere]">
            <span className="font-medium">Policy: </span>
            {policy.name}, version {policy.version}
          </p>
        )}
        {groups &&
          policySentences(groups).map((says) => (
            <p key={says} className="text-muted-foreground">
              {says}
            </p>
          ))}
        {!groups && !refusal && <p className="text-muted-foreground">Reading what they are judged by…</p>}
      </div>
      <DecisionAction policy={policy} value={action} onChange={setAction} fault={undefined} disabled={false} />
      <Field
        id="many-reason"
        label="Reason"
        hint={outlives ? `${kept} It outlives the media: do not write what must not be kept.` : kept}
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
      <Refusal message={refusal} />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit">{n === 1 ? 'Decide the case' : `Decide ${n} cases`}</Button>
      </DialogFooter>
    </form>
  )
}
