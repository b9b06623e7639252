import type { ReactNode } from 'react'
import { BundleDialog } from '@/components/evidence/bundle-dialog'
import { StatementButtons } from '@/components/evidence/statement-buttons'
import { Panel } from './panel'

export interface CaseExports {
  /** Why the media cannot be handed out with the evidence; null where it can. */
  mediaWithheld: string | null
  /** Where the receipt of its purge is shown; null where there is none. */
  receiptHref: string | null
}

interface ExportsPanelProps extends CaseExports {
  number: number
  /** Whether a decision stands. */
  decided: boolean
}

/** What may be taken out of a case, for those who may: the evidence, the reasons, the receipt. */
export function ExportsPanel({ number, decided, mediaWithheld, receiptHref }: ExportsPanelProps) {
  return (
    <Panel id="exports" title="Export">
      <ul className="grid gap-4 text-sm">
        <Export
          name="Evidence bundle"
          says="One archive with verdicts and raw replies, decisions, who looked, this case’s part of the sealed trail, and a verifier that needs no Docket."
        >
          <BundleDialog number={number} mediaWithheld={mediaWithheld} />
        </Export>
        <Export
          name="Statement of reasons"
          says={
            decided
              ? 'A draft for the decision that stands (EU Digital Services Act, Article 17). What only your platform knows is left open and listed.'
              : 'Once a decision stands.'
          }
        >
          {decided && <StatementButtons number={number} />}
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
