'use client'

import { Undo2 } from 'lucide-react'
import { toast } from 'sonner'
import { usePresent } from '@/components/retention/use-present'
import { cn } from '@/components/ui/cn'
import { ActionButton } from './action-button'
import type { CaseActions } from './case-actions'
import { countdown } from './countdown'
import { decisionToast } from './decision-toast'
import { restoreSent } from './drafts'

interface UndoDecisionProps {
  caseId: string
  decisionId: string
  until: Date
  now: Date
  undo: CaseActions['undo']
  /** `panel`: with the decision. `header`: over the case, where there is no phone's header that offers it already. */
  look?: 'panel' | 'header'
  /** Called once it is taken back: this, with the focus, is about to go. */
  onUndone(): void
}

/** Takes a decision back while it is fresh, with the time that is left. Nothing once that is over. */
export function UndoDecision({ caseId, decisionId, until, now, undo, look = 'panel', onUndone }: UndoDecisionProps) {
  const left = until.getTime() - usePresent(now, 1000).getTime()
  if (left <= 0) return null
  return (
    <div className={cn('flex-wrap items-center gap-3', look === 'header' ? 'hidden md:flex' : 'flex')}>
      <ActionButton
        variant="outline"
        size="sm"
        action={undo}
        input={{ caseId, decisionId }}
        busy="Taking back"
        onDone={() => {
          restoreSent(decisionId)
          toast.dismiss(decisionToast(decisionId))
          toast.success('The decision was taken back. The case waits again.')
          onUndone()
        }}
      >
        <Undo2 aria-hidden /> {look === 'header' ? 'Undo the decision' : 'Take the decision back'}
      </ActionButton>
      <p className="text-[0.8125rem] text-muted-foreground">
        <span className="tabular-nums">{countdown(left)}</span> left
      </p>
    </div>
  )
}
