'use client'

import { cn } from '@/components/ui/cn'
import { FlaggedMedia } from '@/components/wellbeing/flagged'
import { RowCheck } from './row-check'
import { RowFacts, RowState, RowTitle, RowVerdict } from './row-parts'
import type { ShownRow, Tracks } from './shown-row'
import { Thumbnail } from './thumbnail'

export interface QueueRowProps {
  row: ShownRow
  href: string
  /** No longer in this list; kept until the reader lets go of it. */
  gone: boolean
  chosen: boolean
  /** `range`: from the one chosen before to this one. */
  choose(range: boolean): void
  tracks: Promise<Tracks>
  now: Date
}

/** One case of the queue: what it is, what the machine says, what state it is in. The whole row leads to it. */
export function QueueRow({ row, href, gone, chosen, choose, tracks, now }: QueueRowProps) {
  return (
    <article
      data-case={row.id}
      className={cn(
        'relative grid grid-cols-[auto_auto_minmax(0,1fr)] items-center gap-x-3 gap-y-2 px-3 py-2.5 hover:bg-accent/50 has-[a:focus-visible]:bg-accent/60',
        'has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-ring',
        'xl:grid-cols-[auto_auto_minmax(0,1fr)_15rem_11rem]',
        chosen && 'bg-accent/70',
        // Not paler: what is said must stay readable.
        gone && 'bg-muted/50 [&_img]:opacity-60',
      )}
    >
      <RowCheck row={row} chosen={chosen} choose={choose} />
      <FlaggedMedia flagged={row.flagged}>
        <Thumbnail mediaId={row.previewId} mediaType={row.mediaType} deleted={row.retention === 'purged'} />
      </FlaggedMedia>
      <div className="min-w-0">
        <RowTitle row={row} href={href} />
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-[0.8125rem] text-muted-foreground">
          <RowFacts row={row} now={now} />
        </p>
        {row.failure && <p className="mt-1 line-clamp-2 text-[0.8125rem] text-destructive">{row.failure}</p>}
      </div>
      <div className="col-start-3 flex flex-wrap items-start gap-x-4 gap-y-1 xl:contents">
        <div className="min-w-0">
          <RowVerdict row={row} tracks={tracks} />
        </div>
        <RowState row={row} gone={gone} now={now} />
      </div>
    </article>
  )
}
