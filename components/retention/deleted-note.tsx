import { Trash2 } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { utcMinute } from '@/components/shell/format-time'
import type { PurgeReason } from '@/lib/audit/events'
import { purgeReasonNames } from './retention-words'

/** That a case's media is gone: when and under what, and where the receipt is for those who may read it. */
export interface Deleted {
  at: Date
  reason: PurgeReason
  receiptHref: string | null
}

/** Says in a panel of a purged case what of it is gone, when and under what. */
export function DeletedNote({ deleted, children }: { deleted: Deleted; children: ReactNode }) {
  return (
    <p className="flex items-start gap-2 rounded-md border border-dashed bg-muted/40 px-3 py-2 text-[0.8125rem] leading-5 text-muted-foreground">
      <Trash2 aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="text-pretty">
        {children} deleted on {utcMinute(deleted.at)} {purgeReasonNames[deleted.reason].under}.{' '}
        <ReceiptLink href={deleted.receiptHref} />
      </span>
    </p>
  )
}

/** The way to the receipt, or to how far a deletion has come; nothing for those who may not read it. */
export function ReceiptLink({ href, children = 'Receipt' }: { href: string | null; children?: string }) {
  if (!href) return null
  return (
    <Link
      href={href as Route}
      className="font-medium text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
    >
      {children}
    </Link>
  )
}
