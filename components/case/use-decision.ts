'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { toast } from 'sonner'
import { goOnHref } from '@/components/queue/queue-places'
import type { Finding } from '@/lib/audit/events'
import { findingNames } from '@/lib/cases/case-states'
import { type CaseActions, type MadeDecision, unreachable } from './case-actions'
import { type DecisionGrounds, type Faults, faultsAfter, givenOf, missingIn, refusedFields } from './decision-given'
import { decisionToast, madeWords } from './decision-toast'
import { type Draft, draftOf, keepDraft, keepSent, restoreSent } from './drafts'
import { useAction } from './use-action'

interface DecisionProps {
  caseId: string
  number: number
  /** What follows the case's number in the address, to stay within the same part of the queue. */
  search: string
  grounds: DecisionGrounds
  actions: Pick<CaseActions, 'decide' | 'undo'>
  /** Called when the decision stands and the reader stays. */
  onDecided(): void
}

/** What is being entered, whether it may be sent, and sending it exactly once. What was entered survives every refusal. */
export function useDecision({ caseId, number, search, grounds, actions, onDecided }: DecisionProps) {
  const router = useRouter()
  const { pending, run } = useAction()
  const [draft, setDraft] = useState<Draft>(() => draftOf(caseId))
  const [faults, setFaults] = useState<Faults>({})
  const [refusal, setRefusal] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  // Only an attempt to send moves the focus, never a fault that goes while somebody types.
  const tried = useRef(false)

  useEffect(() => {
    // What is disabled while it is being sent cannot take the focus.
    if (!tried.current || pending || (Object.keys(faults).length === 0 && !refusal)) return
    tried.current = false
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-refusal]')?.focus()
  }, [faults, refusal, pending])

  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    keepDraft(caseId, next)
    setFaults((before) => faultsAfter(before, part))
  }

  const takeBack = async (decisionId: string) => {
    const result = await actions.undo({ caseId, decisionId }).catch(() => unreachable)
    if (!result.ok) return toast.error(result.message)
    restoreSent(decisionId)
    toast.success(`The decision on case ${number} was taken back. It waits again.`)
    router.refresh()
  }

  const submit = (goOn: boolean) => {
    const missing = missingIn(draft, grounds)
    const given = givenOf(draft, grounds)
    setRefusal(null)
    setFaults(missing)
    tried.current = true
    if (!given || Object.keys(missing).length > 0) return
    run(
      () => actions.decide({ caseId, number, goOn, place: search, ...given }),
      (made) => {
        keepDraft(caseId, null)
        keepSent(made.decisionId, caseId, draft)
        announce({ number, finding: given.finding, made, goOn, undo: () => void takeBack(made.decisionId) })
        if (!goOn) return onDecided()
        router.push(goOnHref(made.next, search) as Route)
      },
      (result) => {
        const refused = refusedFields(result.fields)
        setFaults(refused)
        if (Object.keys(refused).length === 0) setRefusal(result.message)
      },
    )
  }

  return { draft, change, faults, refusal, pending, submit, form }
}

interface Announced {
  number: number
  finding: Finding
  made: MadeDecision
  goOn: boolean
  undo(): void
}

function announce({ number, finding, made, goOn, undo }: Announced): void {
  toast.success(`Case ${number} decided: ${findingNames[finding].name}`, {
    description: madeWords(made, goOn),
    id: decisionToast(made.decisionId),
    duration: 12_000,
    action: { label: 'Undo', onClick: undo },
  })
}
