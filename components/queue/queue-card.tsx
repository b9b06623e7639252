'use client'

import { cn } from '@/components/ui/cn'
import { FlaggedMedia } from '@/components/wellbeing/flagged'
import type { QueueRowProps } from './queue-row'
import { RowCheck } from './row-check'
import { RowFacts, RowState, RowTitle, RowVerdict } from './row-parts'
import { Thumbnail } from './thumbnail'

/** One case of the queue as a card, its picture first. The whole card leads to it. */
export function QueueCard({ row, href, gone, chosen, choose, tracks, now }: QueueRowProps) {
  return (
    <article
      data-case={row.id}
      className={cn(
        'relative flex h-full flex-col overflow-hidden rounded-lg border bg-card shadow-xs hover:bg-accent/50',
        'has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-offset-2 has-[a:focus-visible]:outline-ring',
        chosen && 'border-primary bg-accent/70',
        // Not paler: what is said must stay readable.
        gone && 'bg-muted/50 [&_img]:opacity-60',
      )}
    >
      <FlaggedMedia flagged={row.flagged}>
        <Thumbnail
          mediaId={row.previewId}
          mediaType={row.mediaType}
          deleted={row.retention === 'purged'}
          large
          className="aspect-video size-auto w-full rounded-none border-0 border-b"
        />
      </FlaggedMedia>
      <div className="absolute top-2 left-2 rounded-md border bg-card/90 shadow-xs">
        <RowCheck row={row} chosen={chosen} choose={choose} />
      </div>
      <div className="flex flex-1 flex-col gap-2 p-3">
        <RowTitle row={row} href={href} />
        <RowVerdict row={row} tracks={tracks} />
        <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-[0.8125rem] text-muted-foreground">
          <RowFacts row={row} now={now} />
        </p>
        {row.failure && <p className="line-clamp-2 text-[0.8125rem] text-destructive">{row.failure}</p>}
        <div className="mt-auto">
          <RowState row={row} gone={gone} now={now} />
        </div>
      </div>
    </article>
  )
}
