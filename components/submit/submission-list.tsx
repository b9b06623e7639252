'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { countPhases } from './submission'
import { SubmissionRow } from './submission-row'
import { clearEnded } from './submission-store'
import { useSubmissions } from './use-submissions'

/** What is on its way in and what became of it, with a summary that is read out as it changes. */
export function SubmissionList() {
  const submissions = useSubmissions()
  const { underWay, paused, handedIn, refused, cancelled } = countPhases(submissions)
  const parts = [
    underWay > 0 ? `${underWay} under way` : '',
    paused > 0 ? `${paused} paused` : '',
    handedIn > 0 ? `${handedIn} handed in` : '',
    refused > 0 ? `${refused} not handed in` : '',
    cancelled > 0 ? `${cancelled} cancelled` : '',
  ].filter(Boolean)
  return (
    // Out of the grid while empty, but there: what appears in it later is read out.
    <section aria-labelledby="handed-in-heading" className={submissions.length > 0 ? '' : 'sr-only'}>
      {submissions.length > 0 ? (
        <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
          <h2 id="handed-in-heading" className="text-base font-semibold tracking-tight">
            {underWay + paused > 0 ? 'On its way' : 'What became of it'}
          </h2>
          <div className="flex items-center gap-2">
            {handedIn > 0 ? (
              <Button asChild variant="outline" size="sm">
                <Link href={'/queue' as Route}>Open the queue</Link>
              </Button>
            ) : null}
            {underWay + paused < submissions.length ? (
              <Button variant="ghost" size="sm" onClick={clearEnded}>
                Clear what has ended
              </Button>
            ) : null}
          </div>
        </div>
      ) : (
        <h2 id="handed-in-heading">On its way</h2>
      )}
      <p role="status" className="mb-2 text-sm text-muted-foreground tabular-nums empty:hidden">
        {parts.join(', ')}
      </p>
      {submissions.length > 0 ? (
        <Card>
          <ul className="divide-y">
            {submissions.map((submission) => (
              <SubmissionRow key={submission.id} submission={submission} />
            ))}
          </ul>
        </Card>
      ) : null}
    </section>
  )
}
