import { Gavel } from 'lucide-react'
import { TimeAgo } from '@/components/shell/time-ago'
import { findingNames } from '@/lib/cases/case-states'
import type { CaseRail } from '@/lib/cases/read-rail'
import type { CaseActions } from './case-actions'
import { decidedRows } from './decision-words'
import { FactTable } from './fact-table'
import { UndoDecision } from './undo-decision'

interface DecidedProps {
  decision: NonNullable<CaseRail['standing']>
  caseId: string
  now: Date
  undo: CaseActions['undo']
  onUndone(): void
}

/** The decision that stands: finding, action, grounds and reason, who and when, and whether it counts yet. */
export function Decided({ decision, caseId, now, undo, onUndone }: DecidedProps) {
  const { finding, reason, decidedByName, createdAt, id, undoUntil, settled } = decision
  const rows = decidedRows(decision)
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
      {rows.length > 0 && <FactTable rows={rows} />}
      <p className="text-muted-foreground">
        {decidedByName ?? 'A former member'}, <TimeAgo at={createdAt} now={now} />
      </p>
      {undoUntil ? (
        <UndoDecision caseId={caseId} decisionId={id} until={undoUntil} now={now} undo={undo} onUndone={onUndone} />
      ) : (
        settled === false && (
          <p className="text-[0.8125rem] text-muted-foreground">It does not count yet; nothing of it has been sent.</p>
        )
      )}
    </div>
  )
}
