import type { Route } from 'next'
import Link from 'next/link'
import { TimeAgo } from '@/components/shell/time-ago'
import type { Finding } from '@/lib/audit/events'
import type { AuditEntry } from '@/lib/audit/list-events'
import { findingNames } from '@/lib/cases/case-states'
import { CaseList, CaseListItem } from './case-list'

/** What the team has decided last, from the trail; for those who may read it. */
export function LatestDecisions({ entries, now }: { entries: AuditEntry[]; now: Date }) {
  return (
    <section aria-labelledby="decisions-heading">
      <div className="mb-2 flex items-baseline justify-between gap-3">
        <h2 id="decisions-heading" className="text-base font-semibold tracking-tight">
          Latest decisions
        </h2>
        <Link
          href={'/audit?type=case.decided' as Route}
          className="text-sm font-medium text-primary underline-offset-4 hover:underline"
        >
          All in the trail
        </Link>
      </div>
      {entries.length > 0 ? (
        <CaseList>
          {entries.map((entry) =>
            entry.caseNumber === null ? null : (
              <CaseListItem
                key={entry.id}
                number={entry.caseNumber}
                title={findingName(entry.facts.finding)}
                note={typeof entry.facts.reason === 'string' ? `“${entry.facts.reason}”` : null}
                aside={
                  <>
                    {entry.actorName ?? 'A former member'}, <TimeAgo at={entry.at} now={now} />
                  </>
                }
                action="Look"
              />
            ),
          )}
        </CaseList>
      ) : (
        <p className="rounded-lg border border-dashed px-4 py-3 text-sm text-muted-foreground">
          Nothing is decided yet.
        </p>
      )}
    </section>
  )
}

function findingName(finding: unknown): string {
  return typeof finding === 'string' && Object.hasOwn(findingNames, finding)
    ? findingNames[finding as Finding].name
    : 'Decided'
}
