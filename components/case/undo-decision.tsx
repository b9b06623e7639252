'use client'

import { Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import { ActionButton } from './action-button'
import type { CaseActions } from './case-actions'
import { countdown } from './countdown'
import { decisionToast } from './decision-toast'

interface UndoDecisionProps {
  caseId: string
  decisionId: string
  until: Date
  now: Date
  undo: CaseActions['undo']
}

/** Takes a decision back while it is fresh, with the time that is left. Nothing once that is over. */
export function UndoDecision({ caseId, decisionId, until, now, undo }: UndoDecisionProps) {
  const [present, setPresent] = useState(now.getTime())
  useEffect(() => {
    const tick = setInterval(() => setPresent(Date.now()), 1000)
    return () => clearInterval(tick)
  }, [])
  const left = until.getTime() - present
  if (left <= 0) return null
  return (
    <div className="flex flex-wrap items-center gap-3">
      <ActionButton
        variant="outline"
        size="sm"
        action={undo}
        input={{ caseId, decisionId }}
        busy="Taking back"
        onDone={() => toast.dismiss(decisionToast(decisionId))}
      >
        <Undo2 aria-hidden /> Take the decision back
      </ActionButton>
      <p className="text-[0.8125rem] text-muted-foreground">
        <span className="tabular-nums">{countdown(left)}</span> left
      </p>
    </div>
  )
}
