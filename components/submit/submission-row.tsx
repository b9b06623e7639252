'use client'

import { CircleAlert, CircleCheck, CircleSlash, Clock, type LucideIcon, Pause, Play, Upload, X } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Progress } from '@/components/ui/progress'
import { canCancel, type Phase, type Submission, sizeInWords } from './submission'
import { cancelSubmission, pauseSubmission, retrySubmission } from './submission-store'

const looks: Record<Phase, { icon: LucideIcon; says: string; className: string }> = {
  waiting: { icon: Clock, says: 'Waiting', className: 'text-muted-foreground' },
  sending: { icon: Upload, says: 'Sending', className: 'text-info' },
  paused: { icon: Pause, says: 'Paused', className: 'text-muted-foreground' },
  checking: { icon: Upload, says: 'Checking', className: 'text-info' },
  'handed-in': { icon: CircleCheck, says: 'Handed in', className: 'text-verdict-real' },
  refused: { icon: CircleAlert, says: 'Not handed in', className: 'text-destructive' },
  cancelled: { icon: CircleSlash, says: 'Cancelled', className: 'text-muted-foreground' },
}

/** One file or URL: how far it is, what went wrong, what can be done. */
export function SubmissionRow({ submission }: { submission: Submission }) {
  const { id, name, phase, sizeBytes, sentBytes, message, caseNumber } = submission
  const { icon: Icon, says, className } = looks[phase]
  const again = submission.resumable && phase === 'refused' ? 'Resume' : 'Try again'
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
          {(phase === 'sending' || phase === 'paused') && percent !== null ? `${says}, ${percent} %` : says}
          {submission.zeroRetention ? ' · Zero retention' : ''}
        </p>
      </div>
      <div className="flex items-center gap-1.5">
        {caseNumber !== null ? (
          <Button asChild variant="outline" size="sm">
            <Link href={`/cases/${caseNumber}` as Route}>Case {caseNumber}</Link>
          </Button>
        ) : null}
        {(phase === 'refused' && submission.retryable) || phase === 'cancelled' ? (
          <Button variant="outline" size="sm" onClick={() => retrySubmission(id)} aria-label={`${again}: ${name}`}>
            {again}
          </Button>
        ) : null}
        {phase === 'sending' && submission.resumable ? (
          <Button variant="ghost" size="icon-sm" onClick={() => pauseSubmission(id)} aria-label={`Pause: ${name}`}>
            <Pause aria-hidden />
          </Button>
        ) : null}
        {phase === 'paused' ? (
          <Button variant="ghost" size="icon-sm" onClick={() => retrySubmission(id)} aria-label={`Resume: ${name}`}>
            <Play aria-hidden />
          </Button>
        ) : null}
        {canCancel(submission) ? (
          <Button variant="ghost" size="icon-sm" onClick={() => cancelSubmission(id)} aria-label={`Cancel: ${name}`}>
            <X aria-hidden />
          </Button>
        ) : null}
      </div>
      {phase === 'sending' || phase === 'paused' || phase === 'checking' ? (
        <Progress
          aria-label={`Sending ${name}`}
          value={phase === 'checking' ? null : percent}
          className="col-span-full"
        />
      ) : null}
      {message ? (
        <p
          className={cn(
            'col-span-full col-start-2 text-sm text-pretty',
            phase === 'handed-in' ? 'text-muted-foreground' : 'text-destructive',
          )}
        >
          {message}
        </p>
      ) : null}
    </li>
  )
}
