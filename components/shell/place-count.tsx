import { cn } from '@/components/ui/cn'
import type { Place } from './navigation'

/** What waits for the reader behind places of the navigation. */
export interface ShellCounts {
  /** Cases that wait in the team's queues. */
  waiting: number
  /** Notes that name the reader and that they have not seen. */
  mentions: number
}

/** How much waits behind a place; nothing where nothing does, or where nothing is counted. */
export function PlaceCount({ place, counts, className }: { place: Place; counts: ShellCounts; className: string }) {
  const n = place === 'queue' ? counts.waiting : place === 'home' ? counts.mentions : 0
  if (n === 0) return null
  return (
    <span
      className={cn(
        'absolute rounded-full bg-primary px-1 text-[0.625rem] leading-4 font-semibold text-primary-foreground tabular-nums',
        className,
      )}
    >
      {n > 999 ? '999+' : n}
      <span className="sr-only">
        {place === 'queue' ? ' waiting' : n === 1 ? ' note names you' : ' notes name you'}
      </span>
    </span>
  )
}
