import type { Route } from 'next'
import Link from 'next/link'
import { RetentionBadge } from '@/components/case/retention-badge'
import { TimeAgo } from '@/components/shell/time-ago'
import type { QueueRow } from '@/lib/cases/list-queue'
import { CaseList, CaseListItem } from './case-list'

/** Cases whose analysis failed, with the reason; their page offers to try again where the media is kept. */
export function FailedCases({ cases, total, now }: { cases: QueueRow[]; total: number; now: Date }) {
  return (
    <section aria-labelledby="failed-heading">
      <div className="mb-2 flex items-baseline justify-between gap-3">
        <h2 id="failed-heading" className="text-base font-semibold tracking-tight">
          Could not be analysed
        </h2>
        {total > cases.length ? (
          <Link
            href={'/queue?state=failed' as Route}
            className="text-sm font-medium text-primary underline-offset-4 hover:underline"
          >
            All {total}
          </Link>
        ) : null}
      </div>
      <CaseList>
        {cases.map((row) => (
          <CaseListItem
            key={row.number}
            number={row.number}
            title={row.title}
            note={
              <>
                {row.zeroRetention && <RetentionBadge zeroRetention withdrawn={false} />} {row.failure}
              </>
            }
            aside={<TimeAgo at={row.createdAt} now={now} />}
            action="Look"
          />
        ))}
      </CaseList>
    </section>
  )
}
