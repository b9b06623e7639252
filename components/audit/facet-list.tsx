import { Circle, CircleDot, Square, SquareCheck } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

export interface FacetValue {
  key: string
  label: ReactNode
  entries: number
  chosen: boolean
  /** The page with this value chosen, or no longer. */
  address: string
}

interface FacetListProps {
  label: string
  values: FacetValue[]
  /** Choosing one leaves the others out. */
  single?: boolean
}

/** One facet: its values, how many entries each would show, and which are chosen. Plain links, so it works without a script. */
export function FacetList({ label, values, single = false }: FacetListProps) {
  const [Chosen, Free] = single ? [CircleDot, Circle] : [SquareCheck, Square]
  return (
    <ul aria-label={label} className="grid">
      {values.map(({ key, label, entries, chosen, address }) => (
        <li key={key}>
          <Link
            href={address as Route}
            prefetch={false}
            scroll={false}
            className={cn(
              'flex min-h-8 items-center gap-2 rounded-md px-2 py-1 text-[0.8125rem] leading-5 hover:bg-accent focus-visible:-outline-offset-2',
              chosen && 'bg-accent font-medium text-accent-foreground',
              entries === 0 && !chosen && 'text-muted-foreground',
            )}
          >
            {chosen ? (
              <Chosen aria-hidden className="size-4 shrink-0 text-primary" />
            ) : (
              <Free aria-hidden className="size-4 shrink-0 text-input" />
            )}
            <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              {label}
              {chosen ? <span className="sr-only">, chosen; choose again to leave it out</span> : null}
            </span>
            <span className="text-xs text-muted-foreground tabular-nums">
              {entries.toLocaleString('en')}
              <span className="sr-only"> {entries === 1 ? 'entry' : 'entries'}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** A facet under its name; open where something of it is chosen. */
export function Facet({ title, open = true, children }: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details open={open} className="group/facet border-b py-2 last:border-0">
      <summary className="flex min-h-8 cursor-pointer list-none items-center justify-between gap-2 rounded-md px-2 text-sm font-semibold hover:bg-accent [&::-webkit-details-marker]:hidden">
        <h3>{title}</h3>
        <span
          aria-hidden
          className="size-2 rotate-45 border-r-2 border-b-2 border-muted-foreground transition-transform group-open/facet:-rotate-135"
        />
      </summary>
      <div className="pt-1">{children}</div>
    </details>
  )
}
