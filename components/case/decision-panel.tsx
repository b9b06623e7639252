'use client'

import { Lock } from 'lucide-react'
import { useRef } from 'react'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import type { CaseState } from '@/lib/cases/case-states'
import type { CaseActions } from './case-actions'
import { Decided, type StandingDecision } from './decided'
import { DecisionForm } from './decision-form'

interface DecisionPanelProps {
  caseId: string
  number: number
  state: CaseState
  search: string
  zeroRetention: boolean
  /** Somebody else works on it; their name. */
  heldBy: string | null
  standing: StandingDecision | null
  now: Date
  actions: CaseActions
}

/** Where a case is decided, and where its decision stands afterwards. Keeps the focus when one replaces the other. */
export function DecisionPanel(props: DecisionPanelProps) {
  const { caseId, number, state, search, zeroRetention, heldBy, standing, now, actions } = props
  const panel = useRef<HTMLElement>(null)
  const open = state === 'waiting' || state === 'claimed'
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-labelledby="decision"
      className="rounded-lg border bg-card px-4 py-4 shadow-xs outline-none sm:px-5"
    >
      <h2 id="decision" className="mb-3 scroll-mt-16 text-base leading-6 font-semibold tracking-tight">
        {standing && !open ? 'Decision' : 'Your decision'}
      </h2>
      {heldBy !== null && open && (
        <Alert variant="info">
          <Lock aria-hidden />
          <AlertTitle>{heldBy} is working on this case</AlertTitle>
          <AlertDescription>You can read everything. It can be decided once they give it back.</AlertDescription>
        </Alert>
      )}
      {heldBy === null && open && (
        <DecisionForm
          key={caseId}
          caseId={caseId}
          number={number}
          search={search}
          zeroRetention={zeroRetention}
          actions={actions}
          onDecided={() => panel.current?.focus({ preventScroll: true })}
        />
      )}
      {!open && standing && <Decided {...standing} caseId={caseId} now={now} undo={actions.undo} />}
    </section>
  )
}
