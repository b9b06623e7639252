'use client'

import { EyeOff, LoaderCircle } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useKeys } from '@/components/keys/use-keys'
import { Refusal } from '@/components/shell/refusal'
import { Button } from '@/components/ui/button'
import type { Finding } from '@/lib/audit/events'
import { findings } from '@/lib/cases/case-states'
import type { CaseActions } from './case-actions'
import { FindingChoice } from './finding-choice'
import { useAction } from './use-action'

interface JudgeFirstFormProps {
  caseId: string
  keep: CaseActions['judgeFirst']
  onKept(): void
}

/** Asks what somebody thinks before they see the score. The server keeps the score back until it is said. */
export function JudgeFirstForm({ caseId, keep, onKept }: JudgeFirstFormProps) {
  const { pending, run } = useAction()
  const [finding, setFinding] = useState<Finding | null>(null)
  const [fault, setFault] = useState<string | undefined>()
  const [refusal, setRefusal] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (!pending && (fault || refusal))
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-refusal]')?.focus()
  }, [fault, refusal, pending])
  const choose = (chosen: Finding) => {
    setFinding(chosen)
    document.getElementById(`impression-${chosen}`)?.focus()
  }
  const submit = () => {
    setRefusal(null)
    setFault(finding ? undefined : 'Choose what it looks like to you; “Inconclusive” is an answer too.')
    if (!finding) return
    run(
      () => keep({ caseId, finding }),
      () => onKept(),
      ({ message }) => setRefusal(message),
    )
  }
  useKeys({
    ...Object.fromEntries(findings.map((one, index) => [`choice${index + 1}`, () => choose(one)])),
    submit,
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit()
  }
  return (
    <form ref={form} noValidate onSubmit={onSubmit} aria-label="First impression" className="grid gap-4">
      <p className="flex gap-2 text-sm">
        <EyeOff aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
        <span>
          Look at the media and say what you think. The detector’s verdict, the evidence and what colleagues wrote are
          shown afterwards. Both are kept.
        </span>
      </p>
      <FindingChoice
        name="impression"
        legend="What it looks like to you"
        value={finding}
        onChange={setFinding}
        fault={fault}
        disabled={pending}
      />
      <Refusal message={refusal} />
      <Button type="submit" aria-disabled={pending}>
        {pending && <LoaderCircle aria-hidden className="animate-spin" />}
        {pending ? 'Keeping it' : 'Keep it and show the verdict'}
      </Button>
    </form>
  )
}
