import type { Route } from 'next'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { type TrailFilter, trailAddress } from './trail-filter'

interface TrailPagesProps {
  filter: TrailFilter
  /** The ids of the newest and the oldest entry shown. */
  newest: number
  oldest: number
  hasNewer: boolean
  hasOlder: boolean
}

/** To newer and older entries of the same filter. */
export function TrailPages({ filter, newest, oldest, hasNewer, hasOlder }: TrailPagesProps) {
  if (!hasNewer && !hasOlder) return null
  return (
    <nav aria-label="Pages of the trail" className="mt-4 flex justify-between gap-2">
      {hasNewer ? (
        <Button asChild variant="outline">
          <Link href={trailAddress({ ...filter, before: null, after: newest }) as Route}>Newer</Link>
        </Button>
      ) : (
        <span />
      )}
      {hasOlder ? (
        <Button asChild variant="outline">
          <Link href={trailAddress({ ...filter, before: oldest, after: null }) as Route}>Older</Link>
        </Button>
      ) : null}
    </nav>
  )
}
