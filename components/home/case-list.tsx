import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { titleWords } from '@/components/case/media-words'

/** A short list of cases on Home. */
export function CaseList({ children }: { children: ReactNode }) {
  return <ul className="divide-y overflow-hidden rounded-lg border bg-card shadow-xs">{children}</ul>
}

interface CaseListItemProps {
  number: number
  /** What the case is called, as it is kept, or what else the line is about. */
  title: string
  /** Under the title: why the case is in the list. */
  note?: ReactNode
  aside: ReactNode
  /** What following the link does, in a word. */
  action: string
}

/** One case: the whole row is its link. */
export function CaseListItem({ number, title, note, aside, action }: CaseListItemProps) {
  return (
    <li>
      <Link
        href={`/cases/${number}` as Route}
        className="grid grid-cols-[3rem_minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 px-4 py-3 text-sm transition-colors hover:bg-accent focus-visible:-outline-offset-2 sm:grid-cols-[3.5rem_minmax(0,1fr)_auto_auto]"
      >
        <span className="text-muted-foreground tabular-nums">#{number}</span>
        <span className="min-w-0">
          <span className="block font-medium [overflow-wrap:anywhere] sm:truncate">{titleWords(title)}</span>
          {note ? <span className="block text-[0.8125rem] text-pretty text-muted-foreground">{note}</span> : null}
        </span>
        <span className="col-start-2 row-start-2 text-[0.8125rem] text-muted-foreground sm:col-start-3 sm:row-start-1">
          {aside}
        </span>
        <span className="col-start-3 row-start-1 font-medium text-primary sm:col-start-4">{action}</span>
      </Link>
    </li>
  )
}
