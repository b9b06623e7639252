'use client'

import { CircleAlert, CircleCheck, CircleSlash, Clock, type LucideIcon, Upload, X } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Progress } from '@/components/ui/progress'
import { isUnderWay, type Phase, type Submission, sizeInWords } from './submission'
import { cancelSubmission, retrySubmission } from './submission-store'

const looks: Record<Phase, { icon: LucideIcon; says: string; className: string }> = {
  waiting: { icon: Clock, says: 'Waiting', className: 'text-muted-foreground' },
  sending: { icon: Upload, says: 'Sending', className: 'text-info' },
  checking: { icon: Upload, says: 'Checking', className: 'text-info' },
  'handed-in': { icon: CircleCheck, says: 'Handed in', className: 'text-verdict-real' },
  refused: { icon: CircleAlert, says: 'Not handed in', className: 'text-destructive' },
  cancelled: { icon: CircleSlash, says: 'Cancelled', className: 'text-muted-foreground' },
}

/** One file or URL: how far it is, what went wrong, what can be done. */
export function SubmissionRow({ submission }: { submission: Submission }) {
  const { id, name, phase, sizeBytes, sentBytes, message, caseNumber } = submission
  const { icon: Icon, says, className } = looks[phase]
  const percent = sizeBytes ? Math.round((sentBytes / sizeBytes) * 100) : null
  return (
    <li className="grid grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-1 px-4 py-3">
      <Icon aria-hidden className={cn('size-5', className)} />
      <div className="min-w-0">
        <p className="truncate text-sm font-medium" title={name}>
          {name}
        </p>
        <p className="text-[0.8125rem] text-muted-foreground tabular-nums">
          {sizeBytes === null ? '' : `${sizeInWords(sizeBytes)} · `}
          {phase === 'sending' && percent !== null ? `Sending, ${percent} %` : says}
        </p>
      </div>
      <div className="flex items-center gap-1.5">
        {caseNumber !== null ? (
          <Button asChild variant="outline" size="sm">
            <Link href={`/cases/${caseNumber}` as Route}>Case {caseNumber}</Link>
          </Button>
        ) : null}
        {(phase === 'refused' && submission.retryable) || phase === 'cancelled' ? (
          <Button variant="outline" size="sm" onClick={() => retrySubmission(id)} aria-label={`Try again: ${name}`}>
            Try again
          </Button>
        ) : null}
        {isUnderWay(submission) ? (
          <Button variant="ghost" size="icon-sm" onClick={() => cancelSubmission(id)} aria-label={`Cancel: ${name}`}>
            <X aria-hidden />
          </Button>
        ) : null}
      </div>
      {phase === 'sending' || phase === 'checking' ? (
        <Progress
          aria-label={`Sending ${name}`}
          value={phase === 'checking' ? null : percent}
          className="col-span-full"
        />
      ) : null}
      {message ? <p className="col-span-full col-start-2 text-sm text-pretty text-destructive">{message}</p> : null}
    </li>
  )
}
