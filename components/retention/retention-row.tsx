import { FileCheck2 } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { TimeAgo } from '@/components/shell/time-ago'
import { Button } from '@/components/ui/button'
import { stateNames } from '@/lib/cases/case-states'
import type { RetentionRow as Row } from '@/lib/retention/list-retention'
import { CopiesBar } from './copies-bar'
import { GoesIn } from './goes-in'
import { askedInWords, attemptsInWords, purgeReasonNames } from './retention-words'
import { StandingMark } from './standing-mark'

/** One case: why its media goes and when, how many copies are proven gone, and the receipt. */
export function RetentionRow({ row, now }: { row: Row; now: Date }) {
  const { number, state, reason, standing, dueAt, purgedAt, proven, required, failed, receipt, asked } = row
  return (
    <article className="grid gap-x-4 gap-y-2 px-4 py-3 text-sm sm:grid-cols-2 lg:grid-cols-[13rem_minmax(0,1fr)_13rem_8.5rem] lg:items-center">
      <div className="grid min-w-0 gap-0.5">
        <h3 className="flex flex-wrap items-center gap-2 font-medium">
          <Link
            href={`/cases/${number}` as Route}
            className="inline-flex min-h-6 items-center text-primary underline decoration-primary/40 underline-offset-4 tabular-nums hover:decoration-primary"
          >
            Case {number}
          </Link>
          <StandingMark standing={standing} />
        </h3>
        <p className="text-[0.8125rem] text-muted-foreground">{reason ? purgeReasonNames[reason].name : 'Not said'}</p>
      </div>
      <div className="grid min-w-0 content-center gap-0.5">
        {purgedAt ? (
          <p>
            Deleted <TimeAgo at={purgedAt} now={now} exact />
          </p>
        ) : standing === 'due' ? (
          <div>
            <GoesIn at={dueAt} now={now} />
          </div>
        ) : (
          <p>{standing === 'failed' ? 'Not all of it is gone' : 'The deletion has begun'}</p>
        )}
        <p className="text-[0.8125rem] text-muted-foreground">
          {stateNames[state]}, handed in <TimeAgo at={row.createdAt} now={now} />
        </p>
        {asked && <p className="text-[0.8125rem] text-muted-foreground">{askedInWords(asked)}</p>}
      </div>
      <CopiesBar number={number} proven={proven} required={required} />
      <div className="lg:justify-self-end">
        {(receipt || required > 0) && (
          <Button asChild variant="outline" size="sm">
            <Link href={`/retention/${number}` as Route}>
              <FileCheck2 aria-hidden />
              {receipt && standing === 'purged' ? 'Receipt' : 'Progress'}
              <span className="sr-only"> of case {number}</span>
            </Link>
          </Button>
        )}
      </div>
      {failed.length > 0 && (
        <ul className="grid gap-1.5 rounded-md bg-verdict-fake-soft px-3 py-2 text-[0.8125rem] sm:col-span-2 lg:col-span-4">
          {failed.map(({ copy, subject, title, failure, attempts, attemptedAt }) => (
            <li key={`${copy} ${subject}`} className="[overflow-wrap:anywhere]">
              <span className="font-medium text-verdict-fake">{title}:</span> {failure}{' '}
              <span className="text-muted-foreground">
                ({attemptsInWords(attempts)}
                {attemptedAt && (
                  <>
                    , last <TimeAgo at={attemptedAt} now={now} />
                  </>
                )}
                )
              </span>
            </li>
          ))}
        </ul>
      )}
    </article>
  )
}
