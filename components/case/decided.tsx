import { Gavel } from 'lucide-react'
import { TimeAgo } from '@/components/shell/time-ago'
import { findingNames } from '@/lib/cases/case-states'
import type { CaseDetail } from '@/lib/cases/read-case'
import type { CaseActions } from './case-actions'
import { UndoDecision } from './undo-decision'

export interface StandingDecision {
  decision: CaseDetail['decisions'][number]
  /** Until when the reader may take it back; null: it is not theirs, or it is too late. */
  undoUntil: Date | null
}

interface DecidedProps extends StandingDecision {
  caseId: string
  now: Date
  undo: CaseActions['undo']
}

/** The decision that stands: finding, reason, who and when. */
export function Decided({ decision, undoUntil, caseId, now, undo }: DecidedProps) {
  const { finding, reason, decidedByName, createdAt, id } = decision
  return (
    <div className="grid gap-3 text-sm">
      <div className="grid gap-0.5 rounded-md bg-accent px-3.5 py-3 text-accent-foreground">
        <p className="flex items-center gap-2 text-lg leading-6 font-semibold">
          <Gavel aria-hidden className="size-5 shrink-0" />
          {findingNames[finding].name}
        </p>
        <p>{findingNames[finding].means}</p>
      </div>
      <blockquote className="border-l-2 pl-3 whitespace-pre-line [overflow-wrap:anywhere]">{reason}</blockquote>
      <p className="text-muted-foreground">
        {decidedByName ?? 'A former member'}, <TimeAgo at={createdAt} now={now} />
      </p>
      {undoUntil && <UndoDecision caseId={caseId} decisionId={id} until={undoUntil} now={now} undo={undo} />}
    </div>
  )
}
