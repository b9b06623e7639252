import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { cn } from '@/components/ui/cn'
import type { TrailReport } from '@/lib/audit/trail-problem'
import { linkClasses, Mono } from './facts'
import { entryAddress } from './trail-filter'

/** What the verification that was just asked for found: the first broken entry, and the others. */
export function ProblemTable({ report }: { report: TrailReport }) {
  if (report.found === 0) {
    return (
      <Alert variant="success">
        <CircleCheck aria-hidden />
        <AlertTitle>Every entry, hash and checkpoint fits</AlertTitle>
        <AlertDescription>
          {report.entries.toLocaleString('en')} entries, {report.checkpoints.toLocaleString('en')} checkpoints
          {report.mirrored === null
            ? ''
            : `, ${report.mirrored.toLocaleString('en')} copies of them in the data folder`}
          {report.waiting > 0 ? `; ${report.waiting.toLocaleString('en')} newer entries wait for their seal` : ''}.
        </AlertDescription>
      </Alert>
    )
  }
  return (
    <Alert variant="destructive">
      <TriangleAlert aria-hidden />
      <AlertTitle>
        {report.found === 1 ? 'One thing is wrong' : `${report.found.toLocaleString('en')} things are wrong`}
      </AlertTitle>
      <AlertDescription>
        <ol className="mt-1 grid gap-1">
          {report.problems.map(({ kind, position, checkpoint, entryId, says }) => (
            <li key={`${kind} ${position} ${checkpoint} ${says}`} className="[overflow-wrap:anywhere]">
              {says}
              {entryId ? (
                <Link href={entryAddress(entryId) as Route} prefetch={false} className={cn('block', linkClasses)}>
                  <Mono>{entryId}</Mono>
                </Link>
              ) : null}
            </li>
          ))}
        </ol>
        {report.found > report.problems.length ? (
          <p className="mt-1">Only the first {report.problems.length} are listed.</p>
        ) : null}
        <p className="mt-2">
          Whoever runs the server should keep a copy of the database and its data folder as they are now, before
          anything else is done.
        </p>
      </AlertDescription>
    </Alert>
  )
}
