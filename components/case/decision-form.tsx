'use client'

import { LoaderCircle } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useRef } from 'react'
import { useKeys } from '@/components/keys/use-keys'
import { Refusal } from '@/components/shell/refusal'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import type { Finding } from '@/lib/audit/events'
import { findings } from '@/lib/cases/case-states'
import type { CaseActions } from './case-actions'
import { FindingChoice } from './finding-choice'
import { useDecision } from './use-decision'

interface DecisionFormProps {
  caseId: string
  number: number
  search: string
  /** The reason outlives the media: that is said beforehand. */
  zeroRetention: boolean
  actions: CaseActions
  onDecided(): void
}

/** A person's finding and the reason for it. Nothing is chosen beforehand, and what was entered survives a refusal. */
export function DecisionForm(props: DecisionFormProps) {
  const { draft, change, faults, refusal, pending, submit, form } = useDecision(props)
  const reason = useRef<HTMLTextAreaElement>(null)
  const choose = (finding: Finding) => {
    change({ finding })
    document.getElementById(`finding-${finding}`)?.focus()
  }
  useKeys({
    ...Object.fromEntries(findings.map((finding, index) => [String(index + 1), () => choose(finding)])),
    r: () => reason.current?.focus(),
  })
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent
    submit(submitter?.getAttribute('value') === 'next')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    submit(event.shiftKey)
  }
  return (
    <form ref={form} noValidate onSubmit={onSubmit} onKeyDown={onKeyDown} aria-label="Decision" className="grid gap-4">
      <FindingChoice
        value={draft.finding}
        onChange={(finding) => change({ finding })}
        fault={faults.finding}
        disabled={pending}
      />
      <Field id="reason" label="Reason" hint={reasonHint(props.zeroRetention)} fault={faults.reason}>
        <Textarea
          ref={reason}
          id="reason"
          name="reason"
          required
          maxLength={5000}
          readOnly={pending}
          value={draft.reason}
          onChange={(event) => change({ reason: event.target.value })}
          {...describedBy('reason', { hint: true, fault: faults.reason })}
        />
      </Field>
      <Refusal message={refusal} />
      <div className="grid grid-cols-2 gap-2">
        <Button type="submit" value="stay" variant="outline" aria-disabled={pending}>
          {pending && <LoaderCircle aria-hidden className="animate-spin" />}
          {pending ? 'Submitting' : 'Submit'}
        </Button>
        <Button type="submit" value="next" aria-disabled={pending}>
          Submit and next
        </Button>
      </div>
      <p className="text-xs text-muted-foreground">
        In the form, Ctrl+Enter submits, Ctrl+Shift+Enter submits and goes on.
      </p>
    </form>
  )
}

function reasonHint(zeroRetention: boolean): string {
  const kept = 'Kept in the trail with your name.'
  return zeroRetention ? `${kept} It outlives the media: do not write what must not be kept.` : kept
}
