'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { toast } from 'sonner'
import type { Finding } from '@/lib/audit/events'
import { findingNames } from '@/lib/cases/case-states'
import { type CaseActions, unreachable } from './case-actions'
import { decisionToast } from './decision-toast'
import { type Draft, draftOf, keepDraft } from './drafts'
import { useAction } from './use-action'

export interface Faults {
  finding?: string | undefined
  reason?: string | undefined
}

interface DecisionProps {
  caseId: string
  number: number
  /** What follows the case's number in the address, to stay within the same part of the queue. */
  search: string
  actions: CaseActions
  /** Called when the decision stands and the reader stays. */
  onDecided(): void
}

/** What is being entered, whether it may be sent, and sending it exactly once. */
export function useDecision({ caseId, number, search, actions, onDecided }: DecisionProps) {
  const router = useRouter()
  const { pending, run } = useAction()
  const [draft, setDraft] = useState<Draft>(() => draftOf(caseId))
  const [faults, setFaults] = useState<Faults>({})
  const [refusal, setRefusal] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    if (faults.finding || faults.reason || refusal) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-refusal]')?.focus()
    }
  }, [faults, refusal])

  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    keepDraft(caseId, next)
  }

  const takeBack = async (decisionId: string) => {
    const result = await actions.undo({ caseId, decisionId }).catch(() => unreachable)
    if (!result.ok) return toast.error(result.message)
    toast.success(`The decision on case ${number} was taken back. It waits again.`)
    router.refresh()
  }

  const submit = (goOn: boolean) => {
    const { finding } = draft
    const reason = draft.reason.trim()
    const found: Faults = {
      finding: finding ? undefined : 'Choose a finding.',
      reason: reason ? undefined : 'Say why, so that others can follow.',
    }
    setRefusal(null)
    setFaults(found)
    if (!finding || !reason) return
    run(
      () => actions.decide({ caseId, number, finding, reason, place: search }),
      ({ decisionId, next }) => {
        keepDraft(caseId, null)
        announce({ number, finding, decisionId, last: goOn && next === null, undo: () => void takeBack(decisionId) })
        if (!goOn) return onDecided()
        router.push((next === null ? `/queue${search}` : `/cases/${next}${search}`) as Route)
      },
      (result) => {
        if (result.fields) setFaults({ finding: first(result.fields.finding), reason: first(result.fields.reason) })
        if (!result.fields?.finding && !result.fields?.reason) setRefusal(result.message)
      },
    )
  }

  return { draft, change, faults, refusal, pending, submit, form }
}

interface Announced {
  number: number
  finding: Finding
  decisionId: string
  /** There is no other case to decide. */
  last: boolean
  undo(): void
}

function announce({ number, finding, decisionId, last, undo }: Announced): void {
  toast.success(`Case ${number} decided: ${findingNames[finding].name}`, {
    description: last ? 'That was the last case to decide.' : 'You can take it back for ten minutes.',
    id: decisionToast(decisionId),
    duration: 12_000,
    // Not over the form of the next case.
    position: 'top-center',
    action: { label: 'Undo', onClick: undo },
  })
}

function first(faults: string[] | undefined): string | undefined {
  const fault = faults?.[0]
  return fault && `${fault.charAt(0).toUpperCase()}${fault.slice(1)}${fault.endsWith('.') ? '' : '.'}`
}
