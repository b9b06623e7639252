import type { Route } from 'next'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { type RetentionFilter, retentionAddress } from './retention-filter'

/** On to the next page, and back to the first. `next`: the next page's place; null where there is none. */
export function RetentionPages({ filter, next }: { filter: RetentionFilter; next: string | null }) {
  if (next === null && filter.after === null) return null
  return (
    <nav aria-label="Pages" className="flex justify-between gap-2">
      {filter.after === null ? (
        <span />
      ) : (
        <Button variant="outline" asChild>
          <Link href={retentionAddress({ ...filter, after: null }) as Route}>Back to the first</Link>
        </Button>
      )}
      {next === null ? null : (
        <Button variant="outline" asChild>
          <Link href={retentionAddress({ ...filter, after: next }) as Route}>More</Link>
        </Button>
      )}
    </nav>
  )
}
