'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { mediaTypeNames } from '@/components/case/media-words'
import { cn } from '@/components/ui/cn'
import type { CaseState } from '@/lib/cases/case-states'
import { isNarrowed } from './narrowed'
import { mediaTypes, type QueueFilter, queueTabs, tabName } from './queue-filter'
import { countOf, type OwnCounts, queueHref } from './queue-places'
import { SwitchLinks } from './switch-links'

interface QueueTabsProps {
  filter: QueueFilter
  counts: Record<CaseState, number>
  own: OwnCounts
}

/** The parts of the queue with how many cases are in each. Where they do not all fit, the present one is in sight. */
export function QueueTabs({ filter, counts, own }: QueueTabsProps) {
  const bar = useRef<HTMLElement>(null)
  const current = useRef<HTMLAnchorElement>(null)
  // Parts that most teams seldom have anything in are there only when they are needed.
  const shownTabs = queueTabs.filter(
    (tab) => (tab !== 'deadline' && tab !== 'review') || own[tab] > 0 || filter.tab === tab,
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: another part is another place to scroll to
  useEffect(() => {
    if (!bar.current || !current.current) return
    const { offsetLeft, offsetWidth } = current.current
    bar.current.scrollLeft = offsetLeft - (bar.current.clientWidth - offsetWidth) / 2
  }, [filter.tab])
  return (
    <nav
      ref={bar}
      aria-label="Parts of the queue"
      className="relative -mx-4 overflow-x-auto border-b px-4 sm:mx-0 sm:px-0"
    >
      <ul className="flex gap-1">
        {shownTabs.map((tab) => (
          <li key={tab}>
            <Link
              ref={tab === filter.tab ? current : undefined}
              href={queueHref({ ...filter, tab, after: null }) as Route}
              prefetch={false}
              aria-current={tab === filter.tab ? 'page' : undefined}
              className={cn(
                '-mb-px flex h-10 items-center gap-1.5 border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-muted-foreground hover:text-foreground focus-visible:-outline-offset-2',
                tab === filter.tab && 'border-primary text-foreground',
              )}
            >
              {tabName(tab)}
              <span className="rounded-full bg-secondary px-1.5 text-xs leading-5 text-secondary-foreground tabular-nums">
                {countOf(tab, counts, own)}
                <span className="sr-only"> cases{isNarrowed(filter) && ' without your filters'}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Which kind of media to show. */
export function MediaTypeFilter({ filter }: { filter: QueueFilter }) {
  const choices = [null, ...mediaTypes].map((mediaType) => ({
    name: mediaType ? mediaTypeNames[mediaType] : 'All media',
    href: queueHref({ ...filter, mediaType, after: null }),
    current: mediaType === filter.mediaType,
  }))
  return <SwitchLinks label="Kind of media" choices={choices} />
}
