import type { PurgeReason } from '@/lib/audit/events'
import { Completeness } from './completeness'
import { CopyList } from './copy-list'
import { GoesIn } from './goes-in'
import { ProofLegend } from './proof-legend'
import { ReceiptPart } from './receipt-part'
import { purgeReasonNames } from './retention-words'
import type { ShownCopy } from './shown-copy'
import { SurvivesList } from './survives-list'

interface ProgressViewProps {
  reason: PurgeReason
  /** Null: as soon as nothing works on it. */
  dueAt: Date | null
  copies: ShownCopy[]
  survives: string[]
  /** The hash of an earlier deletion's receipt; null where there is none. */
  earlier: string | null
  now: Date
}

/** A deletion that has not ended: how far it has come, and what keeps it. */
export function ProgressView({ reason, dueAt, copies, survives, earlier, now }: ProgressViewProps) {
  return (
    <div className="grid grid-cols-1 gap-6">
      {copies.length > 0 ? (
        <Completeness copies={copies} ended={false} />
      ) : (
        <p className="flex flex-wrap items-center gap-2 text-sm">
          {purgeReasonNames[reason].name}. <GoesIn at={dueAt} now={now} />
        </p>
      )}
      {earlier && (
        <p className="max-w-prose text-sm text-pretty text-muted-foreground">
          More has to go than an earlier deletion took. Its receipt, <code className="break-all">{earlier}</code>, is
          named by the one that replaces it.
        </p>
      )}
      {copies.length > 0 && (
        <ReceiptPart id="copies" title="Copies">
          <ProofLegend />
          <CopyList copies={copies} />
        </ReceiptPart>
      )}
      <ReceiptPart id="survives" title="What will stay">
        <SurvivesList survives={survives} />
      </ReceiptPart>
    </div>
  )
}
