import type { ReactNode } from 'react'
import { AfterWindow } from '@/components/evidence/after-window'
import { BundleDialog } from '@/components/evidence/bundle-dialog'
import { StatementButtons } from '@/components/evidence/statement-buttons'
import type { CaseRail } from '@/lib/cases/read-rail'
import { Panel } from './panel'

export interface CaseExports {
  /** Why the media cannot be handed out with the evidence; null where it can. */
  mediaWithheld: string | null
  /** Where the receipt of its purge is shown; null where there is none. */
  receiptHref: string | null
}

interface ExportsPanelProps extends CaseExports {
  number: number
  statement: StatementState
  /** When its decision can no longer be taken back; null where none can be. */
  earlyUntil: Date | null
  now: Date
}

/** Whether there is a statement of reasons to take out, and what it waits for. */
export type StatementState = 'ready' | 'undecided' | 'looked_at_again'

/**
 * What of a case's exports depends on its decision: the server gives no statement while a second look is awaited, and nothing
 * at all while the decision can be taken back.
 */
export function exportable({
  standing,
  review,
}: Pick<CaseRail, 'standing' | 'review'>): Pick<ExportsPanelProps, 'statement' | 'earlyUntil'> {
  if (!standing) return { statement: 'undecided', earlyUntil: null }
  const { earlyUntil } = standing
  return { statement: review?.kind === 'second_review' ? 'looked_at_again' : 'ready', earlyUntil }
}

const statementSays: Record<StatementState, string> = {
  ready:
    'A draft for the decision that stands (EU Digital Services Act, Article 17). What only your platform knows is left open and listed.',
  undecided: 'Once a decision stands.',
  looked_at_again: 'Once somebody has given the second look: until then no decision counts.',
}

/** What may be taken out of a case, for those who may: the evidence, the reasons, the receipt. */
export function ExportsPanel({ number, statement, earlyUntil, now, mediaWithheld, receiptHref }: ExportsPanelProps) {
  return (
    <Panel id="exports" title="Export">
      <ul className="grid gap-4 text-sm">
        <Export
          name="Evidence bundle"
          says="One archive with verdicts and raw replies, decisions, who looked, this case’s part of the sealed trail, and a verifier that needs no Docket."
        >
          <AfterWindow until={earlyUntil} now={now}>
            <BundleDialog number={number} mediaWithheld={mediaWithheld} />
          </AfterWindow>
        </Export>
        <Export name="Statement of reasons" says={statementSays[statement]}>
          {statement === 'ready' && (
            <AfterWindow until={earlyUntil} now={now}>
              <StatementButtons number={number} />
            </AfterWindow>
          )}
        </Export>
        {receiptHref && (
          <Export name="Receipt" says="What was done about every copy of its media, and what shows that it is gone.">
            <a className="text-primary underline underline-offset-4" href={receiptHref}>
              Show the receipt
            </a>
          </Export>
        )}
      </ul>
    </Panel>
  )
}

function Export({ name, says, children }: { name: string; says: string; children: ReactNode }) {
  return (
    <li className="grid gap-2 border-b pb-4 last:border-0 last:pb-0 sm:grid-cols-[1fr_auto] sm:items-start sm:gap-6">
      <div className="grid gap-0.5">
        <h3 className="font-medium">{name}</h3>
        <p className="text-muted-foreground">{says}</p>
      </div>
      {children}
    </li>
  )
}
