import type { Route } from 'next'
import Link from 'next/link'
import { TimeAgo } from '@/components/shell/time-ago'
import type { ErasureRequest } from '@/lib/retention/list-erasures'

/** Erasures that somebody asked for and nobody has confirmed or refused; nothing where there are none. */
export function OpenRequests({ requests, memberId, now }: { requests: ErasureRequest[]; memberId: string; now: Date }) {
  if (requests.length === 0) return null
  return (
    <section aria-labelledby="requests-heading">
      <h2 id="requests-heading" className="text-base font-semibold tracking-tight">
        Erasures that wait for a second person
      </h2>
      <ul className="mt-2 divide-y overflow-hidden rounded-lg border bg-card shadow-xs">
        {requests.map(({ requestId, number, reason, requestedBy, requestedByName, createdAt }) => (
          <li
            key={requestId}
            className="grid gap-x-4 gap-y-1 px-4 py-3 text-sm sm:grid-cols-[1fr_auto] sm:items-center"
          >
            <div className="grid min-w-0 gap-0.5">
              <h3 className="font-medium">
                Case {number}, asked for by {requestedBy === memberId ? 'you' : requestedByName}{' '}
                <TimeAgo at={createdAt} now={now} />
              </h3>
              <p className="text-muted-foreground [overflow-wrap:anywhere]">“{reason}”</p>
            </div>
            <Link
              href={`/cases/${number}` as Route}
              className="inline-flex min-h-6 items-center font-medium text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
            >
              {requestedBy === memberId ? 'Look' : 'Confirm or refuse'}
              <span className="sr-only"> on case {number}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
