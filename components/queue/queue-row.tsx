'use client'

import { LoaderCircle } from 'lucide-react'
import type { Route } from 'next'
import Link, { useLinkStatus } from 'next/link'
import { MediaTypeMark } from '@/components/case/media-type-mark'
import { sourceNames } from '@/components/case/media-words'
import { RetentionBadge } from '@/components/case/retention-badge'
import { VerdictMark } from '@/components/case/verdict-mark'
import { percent } from '@/components/case/verdict-words'
import { GoesIn } from '@/components/retention/goes-in'
import { TimeAgo } from '@/components/shell/time-ago'
import { cn } from '@/components/ui/cn'
import { Progress } from '@/components/ui/progress'
import type { QueueRow as Row } from '@/lib/cases/list-queue'
import { CaseStateMark } from './case-state-mark'
import { Thumbnail } from './thumbnail'

interface QueueRowProps {
  row: Row
  href: string
  /** No longer in this list; kept until the reader lets go of it. */
  gone: boolean
  now: Date
}

/** One case of the queue: what it is, what the engine says, what state it is in. The whole row leads to it. */
export function QueueRow({ row, href, gone, now }: QueueRowProps) {
  const previewUrl = row.previewId ? `/api/media/${row.previewId}` : null
  return (
    <article
      className={cn(
        'relative grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-2 px-3 py-2.5 hover:bg-accent/50 has-[a:focus-visible]:bg-accent/60',
        'has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-ring',
        'lg:grid-cols-[auto_minmax(0,1fr)_13rem_11rem]',
        gone && 'opacity-70',
      )}
    >
      <Thumbnail url={previewUrl} mediaType={row.mediaType} />
      <div className="min-w-0">
        <h3 className="flex min-w-0 items-baseline gap-2">
          <span className="text-sm text-muted-foreground tabular-nums">
            <span className="sr-only">Case </span>
            {row.number}
          </span>
          <Link
            href={href as Route}
            prefetch={false}
            data-row
            className="min-w-0 truncate font-medium outline-none after:absolute after:inset-0"
            title={row.title}
          >
            {row.title}
            <Opening />
          </Link>
        </h3>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-[0.8125rem] text-muted-foreground">
          <RetentionBadge zeroRetention={row.zeroRetention} withdrawn={row.withdrawn} />
          <MediaTypeMark mediaType={row.mediaType} />
          <span>{sourceNames[row.source]}</span>
          <TimeAgo at={row.createdAt} now={now} />
          {row.goesAt && <GoesIn at={row.goesAt} now={now} />}
        </p>
        {row.failure && <p className="mt-1 line-clamp-2 text-[0.8125rem] text-destructive">{row.failure}</p>}
        {gone && <p className="mt-1 text-[0.8125rem] font-medium">No longer in this part of the queue</p>}
      </div>
      <div className="col-start-2 flex flex-wrap items-center gap-x-3 gap-y-1 lg:contents">
        <div className="min-w-0">
          <RowVerdict row={row} />
        </div>
        <div className="min-w-0">
          <CaseStateMark state={row.state} />
          {row.claimedBy && row.state === 'claimed' && (
            <p className="truncate text-[0.8125rem] text-muted-foreground">with {row.claimedBy}</p>
          )}
        </div>
      </div>
    </article>
  )
}

function RowVerdict({ row }: { row: Row }) {
  if (row.state === 'analysing') {
    const share = Math.round((row.progress ?? 0) * 100)
    if (share === 0) return <span className="text-[0.8125rem] text-muted-foreground">Waiting for its turn</span>
    return (
      <span className="flex items-center gap-2 text-[0.8125rem] text-muted-foreground tabular-nums">
        <Progress value={share} aria-label={`Analysis of case ${row.number}`} className="max-w-28 min-w-16" />
        {percent(share / 100)}
      </span>
    )
  }
  if (row.verdictLabel) return <VerdictMark label={row.verdictLabel} score={row.verdictScore} />
  return <span className="text-[0.8125rem] text-muted-foreground">No verdict</span>
}

function Opening() {
  const { pending } = useLinkStatus()
  if (!pending) return null
  return (
    <span className="ml-2 inline-flex align-text-bottom" role="status" aria-label="Opening">
      <LoaderCircle aria-hidden className="size-4 animate-spin" />
    </span>
  )
}
