'use client'

import {
  ArrowUpFromLine,
  CornerDownLeft,
  EyeOff,
  Languages,
  LoaderCircle,
  ShieldQuestion,
  SkipForward,
} from 'lucide-react'
import type { Route } from 'next'
import Link, { useLinkStatus } from 'next/link'
import { MediaTypeMark } from '@/components/case/media-type-mark'
import { sourceNames, titleWords } from '@/components/case/media-words'
import { RetentionBadge } from '@/components/case/retention-badge'
import { VerdictMark } from '@/components/case/verdict-mark'
import { percent } from '@/components/case/verdict-words'
import { clockTime, spokenTime } from '@/components/media/clock-time'
import { GoesIn } from '@/components/retention/goes-in'
import { usePresent } from '@/components/retention/use-present'
import { TimeAgo } from '@/components/shell/time-ago'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { Progress } from '@/components/ui/progress'
import { CaseStateMark } from './case-state-mark'
import { DueIn } from './due-in'
import { RowReview, RowSeen } from './row-context'
import { RowSparkline } from './row-sparkline'
import { deciderWords, doubtWords, holderWords } from './row-words'
import type { ShownRow, Tracks } from './shown-row'

/** What kind of media it is and how long, where it came from and when, and what is special about it. */
export function RowFacts({ row, now }: { row: ShownRow; now: Date }) {
  return (
    <>
      <RetentionBadge zeroRetention={row.zeroRetention} withdrawn={row.withdrawn} />
      {row.escalated && (
        <Badge variant="uncertain">
          <ArrowUpFromLine aria-hidden /> Escalated
        </Badge>
      )}
      <RowReview row={row} />
      {row.assignedToMe && (
        <Badge variant="info">
          <CornerDownLeft aria-hidden /> Sent to you
        </Badge>
      )}
      {row.assignedTo !== null && (
        <Badge variant="outline">
          <CornerDownLeft aria-hidden /> Sent to {row.assignedTo}
        </Badge>
      )}
      <span className="inline-flex items-center gap-1.5">
        <MediaTypeMark mediaType={row.mediaType} />
        {row.durationSeconds !== null && (
          <span className="tabular-nums">
            <span aria-hidden>{clockTime(row.durationSeconds)}</span>
            <span className="sr-only">{spokenTime(row.durationSeconds)}</span>
          </span>
        )}
      </span>
      {row.language !== null && (
        <span className="inline-flex items-center gap-1">
          <Languages aria-hidden className="size-3.5" />
          <span className="sr-only">Language </span>
          {row.language}
        </span>
      )}
      <span>{sourceNames[row.source]}</span>
      <TimeAgo at={row.createdAt} now={now} />
      <DueIn of={row} now={now} />
      {row.goesAt && <GoesIn at={row.goesAt} now={now} />}
      <RowSeen row={row} />
      {row.skippedByMe && (
        <span className="inline-flex items-center gap-1">
          <SkipForward aria-hidden className="size-3.5" /> You skipped it
        </span>
      )}
    </>
  )
}

/** The verdict in words and number, the reasons to doubt it, and its course over the media; or why there is none. */
export function RowVerdict({ row, tracks }: { row: ShownRow; tracks: Promise<Tracks> }) {
  const doubts = doubtWords(row.doubts)
  if (row.state === 'analysing') return <RowProgress row={row} />
  if (row.owed) {
    return (
      <span className="inline-flex items-center gap-1.5 text-[0.8125rem] text-muted-foreground">
        <EyeOff aria-hidden className="size-4 shrink-0" /> Score hidden until you judge
      </span>
    )
  }
  return (
    <span className="grid min-w-0 gap-1">
      {row.verdictLabel ? (
        <VerdictMark label={row.verdictLabel} score={row.verdictScore} />
      ) : (
        <span className="text-[0.8125rem] text-muted-foreground">No verdict</span>
      )}
      {doubts && (
        <span className="inline-flex items-center gap-1 text-[0.8125rem] text-muted-foreground">
          <ShieldQuestion aria-hidden className="size-3.5 shrink-0" /> {doubts}
        </span>
      )}
      {/* Last: where there are no charts, the line kept for them is no gap. */}
      {row.mediaType !== 'image' && <RowSparkline caseId={row.id} number={row.number} tracks={tracks} />}
    </span>
  )
}

/** How far the analysis has come and what it is doing; elsewhere it says only that. */
function RowProgress({ row }: { row: ShownRow }) {
  const share = Math.round((row.progress ?? 0) * 100)
  return (
    <span className="grid min-w-0 gap-0.5 text-[0.8125rem] text-muted-foreground">
      {share > 0 && (
        <span className="flex items-center gap-2 tabular-nums">
          <Progress value={share} aria-label={`Analysis of case ${row.number}`} className="max-w-28 min-w-16" />
          {percent(share / 100)}
        </span>
      )}
      <span className="truncate">{row.stage ?? 'Waiting for its turn'}</span>
    </span>
  )
}

/**
 * The case's state, who has it for how long, and who decided it; or that it is not in this list any more (`gone`), in the
 * same place, so that nothing moves.
 */
export function RowState({ row, gone, now }: { row: ShownRow; gone: boolean; now: Date }) {
  return (
    <div className="grid min-w-0 *:col-start-1 *:row-start-1">
      <div className={cn('min-w-0', gone && 'invisible')}>
        <CaseStateMark state={row.state} />
        {row.state === 'claimed' && <Holder row={row} now={now} />}
        {row.decidedBy && (
          <p className="truncate text-[0.8125rem] text-muted-foreground">{deciderWords(row.decidedBy)}</p>
        )}
      </div>
      {gone && <p className="text-[0.8125rem] font-medium">No longer here</p>}
    </div>
  )
}

function Holder({ row, now }: { row: ShownRow; now: Date }) {
  const present = usePresent(now, 1000)
  return <p className="truncate text-[0.8125rem] text-muted-foreground tabular-nums">{holderWords(row, present)}</p>
}

/** The case's number and title: a link that is as large as the row or card around it. */
export function RowTitle({ row, href }: { row: ShownRow; href: string }) {
  return (
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
        title={titleWords(row.title)}
      >
        {titleWords(row.title)}
        <Opening />
      </Link>
    </h3>
  )
}

/** That the case is being opened, inside its link. */
function Opening() {
  const { pending } = useLinkStatus()
  if (!pending) return null
  return (
    <span className="ml-2 inline-flex align-text-bottom" role="status" aria-label="Opening">
      <LoaderCircle aria-hidden className="size-4 animate-spin" />
    </span>
  )
}
