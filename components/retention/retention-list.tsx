import { cn } from '@/components/ui/cn'
import type { RetentionPage } from '@/lib/retention/list-retention'
import { standings } from './retention-filter'
import { RetentionRow } from './retention-row'
import { standingNames } from './retention-words'

interface RetentionListProps {
  rows: RetentionPage['rows']
  now: Date
}

/** Cases whose media had or has to go, failures first, each part under its heading. */
export function RetentionList({ rows, now }: RetentionListProps) {
  const parts = standings
    .map((standing) => ({ standing, found: rows.filter((row) => row.standing === standing) }))
    .filter(({ found }) => found.length > 0)
  return (
    <div className="grid grid-cols-1 gap-6">
      {parts.map(({ standing, found }) => (
        <section key={standing} aria-labelledby={`part-${standing}`}>
          <h2 id={`part-${standing}`} className="text-base font-semibold tracking-tight">
            {standingNames[standing].heading}
          </h2>
          <p className="mb-2 max-w-prose text-[0.8125rem] text-pretty text-muted-foreground">
            {standingNames[standing].means}
          </p>
          <ul
            className={cn(
              'divide-y overflow-hidden rounded-lg border bg-card shadow-xs',
              standing === 'failed' && 'border-verdict-fake/40',
            )}
          >
            {found.map((row) => (
              <li key={row.caseId}>
                <RetentionRow row={row} now={now} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
