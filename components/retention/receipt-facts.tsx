import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/case/copy-button'
import { FactTable } from '@/components/case/fact-table'
import { utcTime } from '@/components/shell/format-time'
import type { ReceiptSeal } from '@/lib/retention/find-receipt-seal'
import type { Receipt } from '@/lib/retention/receipt'
import { purgeReasonNames } from './retention-words'

interface ReceiptFactsProps {
  receipt: Receipt
  teamName: string
  sha256: string
  /** Null: no entry of the trail holds the hash. */
  seal: ReceiptSeal | null
}

/** What a receipt is of, its hash, and where the trail holds it. */
export function ReceiptFacts({ receipt, teamName, sha256, seal }: ReceiptFactsProps) {
  const rows: [string, ReactNode][] = [
    ['Team', teamName],
    ['Case', String(receipt.number)],
    ['Why it had to go', purgeReasonNames[receipt.reason].name],
    ['Begun', utcTime(new Date(receipt.startedAt))],
    ['Completed', utcTime(new Date(receipt.completedAt))],
    ['SHA-256', <Hash key="hash" hex={sha256} />],
    ['In the trail', <Place key="place" seal={seal} number={receipt.number} />],
  ]
  if (receipt.replaces) rows.push(['Replaces', <Hash key="replaces" hex={receipt.replaces} />])
  return <FactTable rows={rows} />
}

function Hash({ hex }: { hex: string }) {
  return (
    <span className="flex items-start gap-1">
      <code className="min-w-0 font-mono text-xs leading-5 break-all">{hex}</code>
      <span className="print:hidden">
        <CopyButton text={hex} what="SHA-256" />
      </span>
    </span>
  )
}

function Place({ seal, number }: { seal: ReceiptSeal | null; number: number }) {
  if (!seal)
    return <strong className="text-destructive">No entry of the trail holds this hash. Verify the trail.</strong>
  if (seal.position === null || !seal.checkpoint) {
    return `Entry of ${utcTime(seal.at)}, not sealed yet. That takes about a second; this page then says its position.`
  }
  return (
    <>
      At position {seal.position.toLocaleString('en')}, under the signed checkpoint of{' '}
      {seal.checkpoint.size.toLocaleString('en')} entries ({utcTime(seal.checkpoint.at)}).{' '}
      <Link
        href={`/audit?case=${number}&type=case.purged` as Route}
        className="text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary print:hidden"
      >
        Show the entry
      </Link>
    </>
  )
}
