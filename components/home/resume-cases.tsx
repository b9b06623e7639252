import type { Route } from 'next'
import Link from 'next/link'
import { RetentionBadge } from '@/components/case/retention-badge'
import { playHref } from '@/components/queue/queue-places'
import { TimeAgo } from '@/components/shell/time-ago'
import { Button } from '@/components/ui/button'
import type { MyClaim } from '@/lib/cases/list-my-claims'
import { CaseList, CaseListItem } from './case-list'

/** The cases one has taken and not finished; without any, the way to the next. */
export function ResumeCases({ claims, waiting, now }: { claims: MyClaim[]; waiting: number; now: Date }) {
  return (
    <section aria-labelledby="mine-heading">
      <h2 id="mine-heading" className="mb-2 text-base font-semibold tracking-tight">
        Yours to finish
      </h2>
      {claims.length > 0 ? (
        <CaseList>
          {claims.map((claim) => (
            <CaseListItem
              key={claim.number}
              number={claim.number}
              title={claim.title}
              note={claim.zeroRetention ? <RetentionBadge zeroRetention withdrawn={false} /> : null}
              aside={
                <>
                  taken <TimeAgo at={claim.updatedAt} now={now} />
                </>
              }
              action="Resume"
            />
          ))}
        </CaseList>
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-dashed px-4 py-3">
          <p className="text-sm text-muted-foreground">
            {waiting > 0 ? 'You have no case in work.' : 'You have no case in work, and none is waiting.'}
          </p>
          <Button asChild variant="outline" size="sm">
            {waiting > 0 ? (
              <Link href={playHref({}) as Route}>Begin with the next</Link>
            ) : (
              <Link href={'/submit' as Route}>Hand in media</Link>
            )}
          </Button>
        </div>
      )}
    </section>
  )
}
