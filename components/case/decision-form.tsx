'use client'

import { LoaderCircle, RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, type KeyboardEvent, useRef } from 'react'
import { KeyHint } from '@/components/keys/key-hint'
import { useKeys } from '@/components/keys/use-keys'
import { Refusal } from '@/components/shell/refusal'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { describedBy, Field } from '@/components/ui/field'
import { Label } from '@/components/ui/label'
import { Textarea } from '@/components/ui/textarea'
import type { Finding } from '@/lib/audit/events'
import { findings } from '@/lib/cases/case-states'
import type { CaseRail } from '@/lib/cases/read-rail'
import type { CaseActions } from './case-actions'
import { DecisionAction } from './decision-action'
import { confidenceKeys, DecisionConfidence } from './decision-confidence'
import { policyOfDraft } from './decision-given'
import { DecisionTracks } from './decision-tracks'
import { confidences } from './decision-words'
import { ExhibitCites } from './exhibit-cites'
import { FindingChoice } from './finding-choice'
import { PolicyBeside } from './policy-beside'
import { useDecision } from './use-decision'

interface DecisionFormProps {
  number: number
  search: string
  rail: Pick<CaseRail, 'caseId' | 'policy' | 'exhibits' | 'review'>
  /** Whether picture and sound can be found to be different things. */
  hasTracks: boolean
  /** The reason outlives the media: that is said beforehand. */
  zeroRetention: boolean
  actions: CaseActions
  onDecided(): void
}

/** A person's finding, what is done about it, and why. Nothing is chosen beforehand, and what was entered survives a refusal. */
export function DecisionForm({ rail, hasTracks, zeroRetention, ...props }: DecisionFormProps) {
  const { caseId, policy, exhibits, review } = rail
  const grounds = { policy, hasTracks, labels: exhibits.map(({ label }) => label) }
  const { draft, change, faults, refusal, pending, submit, form } = useDecision({ ...props, caseId, grounds })
  const router = useRouter()
  const reason = useRef<HTMLTextAreaElement>(null)
  const chosen = policyOfDraft(draft, policy)
  const choose = (finding: Finding) => {
    change({ finding })
    document.getElementById(`finding-${finding}`)?.focus()
  }
  const rate = (confidence: (typeof confidences)[number]) => {
    change({ confidence })
    document.getElementById(`confidence-${confidence}`)?.focus()
  }
  useKeys({
    ...Object.fromEntries(findings.map((finding, index) => [`choice${index + 1}`, () => choose(finding)])),
    ...Object.fromEntries(confidences.map((confidence, index) => [confidenceKeys[index], () => rate(confidence)])),
    reason: () => reason.current?.focus(),
    submit: () => submit(false),
    submitNext: () => submit(true),
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
  const common = { disabled: pending }
  return (
    <form ref={form} noValidate onSubmit={onSubmit} onKeyDown={onKeyDown} aria-label="Decision" className="grid gap-4">
      <FindingChoice
        {...common}
        value={draft.finding}
        onChange={(finding) => change({ finding })}
        fault={faults.finding}
      />
      {hasTracks && (
        <DecisionTracks
          {...common}
          value={draft.tracks}
          onChange={(tracks) => change({ tracks })}
          fault={faults.tracks}
        />
      )}
      <PolicyBeside {...common} policy={policy} chosen={chosen} onChoose={(policyId) => change({ policyId })} />
      <DecisionAction
        {...common}
        policy={chosen}
        value={draft.action}
        onChange={(action) => change({ action })}
        fault={faults.action}
      />
      <Field
        id="reason"
        label={
          <>
            Reason <KeyHint action="reason" />
          </>
        }
        hint={reasonHint(zeroRetention, chosen?.rules.reasonLength ?? 1)}
        fault={faults.reason}
      >
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
      <ExhibitCites
        {...common}
        exhibits={exhibits}
        value={draft.exhibits}
        onChange={(cited) => change({ exhibits: cited })}
        required={chosen?.rules.exhibitRequired ?? false}
        fault={faults.exhibits}
        remove={props.actions.removeExhibit}
      />
      <DecisionConfidence
        {...common}
        value={draft.confidence}
        onChange={(confidence) => change({ confidence })}
        fault={faults.confidence}
      />
      {!review && (
        <div className="flex items-center gap-2.5">
          <Checkbox
            id="second-look"
            disabled={pending}
            checked={draft.secondReview}
            onCheckedChange={(on) => change({ secondReview: on === true })}
          />
          <Label htmlFor="second-look" className="font-normal">
            Ask somebody else to look before it counts
          </Label>
        </div>
      )}
      <Refusal message={refusal} />
      {refusal && (
        // Never by itself: a page that leads elsewhere, to the sign-in say, would take what was entered along.
        <Button variant="outline" size="sm" className="justify-self-start" onClick={() => router.refresh()}>
          <RefreshCw aria-hidden /> Show the case as it is now
        </Button>
      )}
      {/* In view while the form is, however long it has become. */}
      <div className="grid gap-2 bg-card xl:sticky xl:-bottom-1 xl:z-10 xl:py-2">
        <div className="grid grid-cols-2 gap-2">
          <Button type="submit" value="stay" variant="outline" aria-disabled={pending}>
            {pending && <LoaderCircle aria-hidden className="animate-spin" />}
            {pending ? 'Submitting' : 'Submit'}
          </Button>
          <Button type="submit" value="next" aria-disabled={pending}>
            Submit and next
          </Button>
        </div>
        <p className="text-xs text-muted-foreground max-md:hidden">
          Enter submits, Shift+Enter submits and goes on; in a text field with Ctrl held.
        </p>
      </div>
    </form>
  )
}

function reasonHint(zeroRetention: boolean, least: number): string {
  const kept = 'Kept in the trail with your name.'
  const long = least > 1 ? ` The policy asks for ${least} characters at least.` : ''
  return `${kept}${long}${zeroRetention ? ' It outlives the media: do not write what must not be kept.' : ''}`
}
