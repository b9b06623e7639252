import { TriangleAlert } from 'lucide-react'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import type { ReceiptSeal } from '@/lib/retention/find-receipt-seal'
import type { Receipt } from '@/lib/retention/receipt'
import { Completeness } from './completeness'
import { CopyList } from './copy-list'
import { ProofLegend } from './proof-legend'
import { ReceiptFacts } from './receipt-facts'
import { ReceiptPart } from './receipt-part'
import type { ShownCopy } from './shown-copy'
import { SurvivesList } from './survives-list'

interface ReceiptViewProps {
  receipt: Receipt
  /** Whose it is: on paper nothing else says so. */
  teamName: string
  sha256: string
  /** Whether what is kept still has that hash. */
  intact: boolean
  seal: ReceiptSeal | null
  copies: ShownCopy[]
}

/** A receipt: whether it is complete, where the trail holds it, every copy, and what stays. */
export function ReceiptView({ receipt, teamName, sha256, intact, seal, copies }: ReceiptViewProps) {
  return (
    <div className="grid grid-cols-1 gap-6">
      {intact ? (
        <Completeness copies={copies} ended />
      ) : (
        <Alert variant="destructive">
          <TriangleAlert aria-hidden />
          <AlertTitle>This receipt was changed after it was written</AlertTitle>
          <AlertDescription>
            What is kept no longer has the hash that the trail holds, so it proves nothing. Tell an admin.
          </AlertDescription>
        </Alert>
      )}
      {receipt.reason === 'key_lost' && (
        <Alert variant="warning">
          <TriangleAlert aria-hidden />
          <AlertTitle>The key was lost before the deletion</AlertTitle>
          <AlertDescription>
            The database stopped without warning, and the keys of zero-retention cases lie in its memory alone. Nobody
            could read the media any more, so the case ended and every copy was deleted.
          </AlertDescription>
        </Alert>
      )}
      <ReceiptPart id="facts" title="What it is of">
        <ReceiptFacts teamName={teamName} receipt={receipt} sha256={sha256} seal={seal} />
      </ReceiptPart>
      <ReceiptPart id="copies" title="Copies">
        <ProofLegend />
        <CopyList copies={copies} />
      </ReceiptPart>
      <ReceiptPart id="survives" title="What stays">
        <SurvivesList survives={receipt.survives} />
      </ReceiptPart>
      <p className="max-w-prose text-[0.8125rem] text-pretty text-muted-foreground">
        The downloaded file is the receipt’s canonical JSON (RFC 8785), so its SHA-256 is the one above:{' '}
        <code className="font-mono text-xs">sha256sum case-{receipt.number}-receipt.json</code>
      </p>
    </div>
  )
}
