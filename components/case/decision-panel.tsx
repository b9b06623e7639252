'use client'

import { Lock } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import type { CaseDetail } from '@/lib/cases/read-case'
import type { CaseRail } from '@/lib/cases/read-rail'
import type { CaseActions } from './case-actions'
import { Decided } from './decided'
import { DecisionForm } from './decision-form'
import { blockedWords, panelTitle } from './decision-state'
import { EscalateDialog } from './escalate-dialog'
import { EscalateTold } from './escalate-told'
import { ExhibitList } from './exhibit-list'
import { JudgeFirstForm } from './judge-first-form'
import { JudgeFirstKept } from './judge-first-kept'
import { ReturnDialog } from './return-dialog'
import { ReviewActs } from './review-acts'
import { ReviewAwaited } from './review-awaited'
import { ReviewHistory } from './review-history'

interface DecisionPanelProps {
  found: CaseDetail['case']
  claimedByName: string | null
  memberId: string
  rail: CaseRail
  /** The reader owes a first impression, and sees nothing else until it is kept. */
  withheld: boolean
  search: string
  now: Date
  actions: CaseActions
  /** More that can be done instead of deciding. */
  children?: ReactNode
}

/** Where a case is decided, and where its decision stands afterwards. Keeps the focus when one replaces the other. */
export function DecisionPanel(props: DecisionPanelProps) {
  const { found, memberId, rail, withheld, search, now, actions, children } = props
  const { id: caseId, number, state } = found
  const panel = useRef<HTMLElement>(null)
  const stay = () => panel.current?.focus({ preventScroll: true })
  const open = state === 'waiting' || state === 'claimed'
  const decides = open && rail.may.decide && !withheld
  const blocked = open && !withheld ? blockedWords(props) : null
  // Also while a second look is awaited: it can still be taken back by whoever made it.
  const decision = !open || rail.standing?.undoUntil ? rail.standing : null
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-labelledby="decision"
      className="rounded-lg border bg-card px-4 py-4 shadow-xs outline-none sm:px-5"
    >
      <h2 id="decision" className="mb-3 scroll-mt-16 text-base leading-6 font-semibold tracking-tight">
        {panelTitle({ open, withheld, review: rail.review })}
      </h2>
      <div className="grid gap-4">
        {open && <EscalateTold escalated={rail.escalated} returned={rail.returned} now={now} />}
        {rail.review && <ReviewAwaited review={rail.review} now={now} withdraw={actions.withdraw} />}
        {blocked && (
          <Alert variant="info">
            <Lock aria-hidden />
            <AlertTitle>{blocked.title}</AlertTitle>
            <AlertDescription>{blocked.says}</AlertDescription>
          </Alert>
        )}
        {withheld && open && <JudgeFirstForm key={caseId} caseId={caseId} keep={actions.judgeFirst} onKept={stay} />}
        <JudgeFirstKept judgeFirst={rail.judgeFirst} memberId={memberId} />
        {decides && (
          <DecisionForm
            key={caseId}
            number={number}
            search={search}
            rail={rail}
            hasTracks={found.mediaType === 'video'}
            zeroRetention={found.zeroRetention}
            actions={actions}
            onDecided={stay}
          />
        )}
        {decision && <Decided decision={decision} caseId={caseId} now={now} undo={actions.undo} onUndone={stay} />}
        <ReviewActs caseId={caseId} number={number} may={rail.may} actions={actions} />
        <ReviewHistory rail={rail} shownId={decision?.id ?? null} now={now} />
        {!decides && <ExhibitList exhibits={rail.exhibits} remove={actions.removeExhibit} />}
        {open && (
          <div className="flex flex-wrap gap-2 empty:hidden">
            {children}
            {rail.may.escalate && <EscalateDialog caseId={caseId} number={number} escalate={actions.escalate} />}
            {rail.may.return && (
              <ReturnDialog
                caseId={caseId}
                number={number}
                escalated={rail.escalated}
                colleagues={rail.colleagues}
                giveBack={actions.giveBack}
              />
            )}
          </div>
        )}
      </div>
    </section>
  )
}
