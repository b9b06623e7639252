import type { Route } from 'next'
import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import type { Standing } from '@/lib/retention/list-retention'
import { type RetentionFilter, retentionAddress, standings } from './retention-filter'
import { standingNames } from './retention-words'

/** How many of the cases that fit the rest of the filter stand where, each a way to see them alone. */
export function RetentionTabs({ filter, counts }: { filter: RetentionFilter; counts: Record<Standing, number> }) {
  const choices = [
    { standing: null, name: 'All', n: standings.reduce((sum, one) => sum + counts[one], 0) },
    ...standings.map((standing) => ({ standing, name: standingNames[standing].name, n: counts[standing] })),
  ]
  return (
    <nav aria-label="Deletions by state" className="relative overflow-x-auto">
      <ul className="flex w-fit rounded-md border bg-card p-0.5 shadow-xs">
        {choices.map(({ standing, name, n }) => (
          <li key={name}>
            <Link
              href={retentionAddress({ ...filter, standing, after: null }) as Route}
              prefetch={false}
              aria-current={standing === filter.standing ? 'true' : undefined}
              className={cn(
                'flex h-8 items-center gap-1.5 rounded-sm px-3 text-[0.8125rem] font-medium whitespace-nowrap text-muted-foreground hover:text-foreground focus-visible:-outline-offset-2',
                standing === filter.standing && 'bg-accent text-accent-foreground',
                standing === 'failed' && n > 0 && 'text-destructive hover:text-destructive',
              )}
            >
              {name}
              <span className="tabular-nums">
                {n.toLocaleString('en')}
                <span className="sr-only"> cases</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
