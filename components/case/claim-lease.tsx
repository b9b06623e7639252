'use client'

import { Hand, TimerOff, TriangleAlert } from 'lucide-react'
import { useClaimsEnd } from '@/components/queue/use-claims-end'
import { usePresent } from '@/components/retention/use-present'
import { cn } from '@/components/ui/cn'
import { ActionButton } from './action-button'
import type { CaseActions } from './case-actions'
import { countdown } from './countdown'
import { isRunningOut } from './lease-beat'
import { useClaimLease } from './use-claim-lease'

interface ClaimLeaseProps {
  caseId: string
  /** Whether the reader has the case now. */
  mine: boolean
  /** The name of whoever else has it; null: nobody, or the reader. */
  holder: string | null
  /** Until when it is held without a sign of life; null while nobody has it. */
  until: Date | null
  now: Date
  claim: CaseActions['claim']
  extend: CaseActions['extend']
}

/**
 * Who has the case and for how long, counting down: one's own claim renews itself while the page is open, somebody
 * else's is watched, and a lost one says so and can be taken again.
 */
export function ClaimLease({ caseId, mine, holder, until, now, claim, extend }: ClaimLeaseProps) {
  const { end, lost, forget } = useClaimLease({ caseId, mine, until, now, extend })
  useClaimsEnd([{ claimedUntil: mine ? null : until }], now)
  const present = usePresent(now, 1000)
  const left = end ? end.getTime() - present.getTime() : null
  return (
    <>
      {!lost && (mine || holder !== null) && (
        <span className="inline-flex items-center gap-1.5">
          <Hand aria-hidden className="size-4 shrink-0" />
          {mine ? 'You have this case' : `With ${holder}`}
          {left !== null && <LeaseLeft left={left} mine={mine} />}
        </span>
      )}
      <span role="status" className={lost ? 'flex flex-wrap items-center gap-x-3 gap-y-2' : 'sr-only'}>
        {lost && (
          <>
            <span className="inline-flex items-center gap-1.5 font-medium text-destructive">
              <TriangleAlert aria-hidden className="size-4 shrink-0" />
              You do not have this case any more. {lost}
              {holder ? ` ${holder} has it now.` : ' What you entered is still here.'}
            </span>
            {!holder && (
              <ActionButton size="sm" variant="outline" action={claim} input={{ caseId }} busy="Taking" onDone={forget}>
                <Hand aria-hidden /> Take it again
              </ActionButton>
            )}
          </>
        )}
      </span>
    </>
  )
}

function LeaseLeft({ left, mine }: { left: number; mine: boolean }) {
  const pressing = isRunningOut(left)
  const title = mine
    ? 'Renewed by itself while you work on it. When it runs out, others can take the case.'
    : 'Unless they go on with it, the case goes back to the queue then.'
  return (
    <span
      role="timer"
      aria-label={mine ? 'Yours for' : 'Held for'}
      title={title}
      className={cn('inline-flex items-center gap-1 tabular-nums', pressing && 'font-medium text-destructive')}
    >
      {pressing && <TimerOff aria-hidden className="size-3.5" />}
      {left > 0 ? `${countdown(left)} left` : 'run out'}
    </span>
  )
}
