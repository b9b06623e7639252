import { X } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { eventNames } from '@/lib/audit/event-names'
import { periodNames } from './period-facet'
import { firstPage, type TrailFilter, toggled, trailAddress } from './trail-filter'
import { actorLabel, channelNames, type NamesById } from './trail-words'

/** What narrows the trail at present, each to be taken away; nothing where it is shown whole. */
export function TrailChips({ filter, names }: { filter: TrailFilter; names: NamesById }) {
  const chips = chipsOf(filter, names)
  if (chips.length === 0) return null
  return (
    <ul aria-label="Narrowed by" className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ label, change }) => (
        <li key={label}>
          <Link
            href={trailAddress({ ...firstPage(filter), ...change }) as Route}
            prefetch={false}
            scroll={false}
            className="inline-flex min-h-7 items-center gap-1 rounded-full border bg-card py-0.5 pr-2 pl-3 text-[0.8125rem] shadow-xs hover:bg-accent"
          >
            {label}
            <X aria-hidden className="size-3.5 text-muted-foreground" />
            <span className="sr-only">, take away</span>
          </Link>
        </li>
      ))}
      <li>
        <Link
          href={'/audit' as Route}
          scroll={false}
          className="inline-flex min-h-7 items-center rounded-sm px-1.5 text-[0.8125rem] font-medium text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
        >
          Show everything
        </Link>
      </li>
    </ul>
  )
}

/** Each choice of a filter in words, and what takes it away. */
export function chipsOf(filter: TrailFilter, names: NamesById): { label: string; change: Partial<TrailFilter> }[] {
  const { types, actors, channels, caseNumber, period, from, to, about, entry, looks } = filter
  const days = [from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(' ')
  return [
    ...types.map((type) => ({ label: eventNames[type], change: { types: toggled(types, type) } })),
    ...actors.map((actor) => ({ label: actorLabel(actor, names), change: { actors: toggled(actors, actor) } })),
    ...channels.map((via) => ({ label: `Through ${channelNames[via]}`, change: { channels: toggled(channels, via) } })),
    ...(caseNumber === null ? [] : [{ label: `Case ${caseNumber}`, change: { caseNumber: null } }]),
    ...(period === null ? [] : [{ label: periodNames[period], change: { period: null } }]),
    ...(days ? [{ label: `Days ${days}`, change: { from: null, to: null } }] : []),
    ...(about ? [{ label: `About ${names[about] ?? `${about.slice(0, 8)}…`}`, change: { about: null } }] : []),
    ...(entry ? [{ label: `Entry ${entry.slice(0, 8)}…`, change: { entry: null } }] : []),
    ...(looks ? [] : [{ label: 'Without looks', change: { looks: true } }]),
  ]
}
