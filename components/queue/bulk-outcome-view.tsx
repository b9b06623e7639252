'use client'

import { CircleAlert, CircleCheckBig, Undo2, X } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { countdown } from '@/components/case/countdown'
import { usePresent } from '@/components/retention/use-present'
import { Button } from '@/components/ui/button'
import { type Outcome, outcomeSentence } from './bulk-outcome'
import type { Done } from './use-bulk'

interface BulkOutcomeProps {
  done: Done
  pending: boolean
  takeBack(): void
  dismiss(): void
  now: Date
}

/** What became of each case, those that were refused first with the reason; and the way back, while there is one. */
export function BulkOutcome({ done, pending, takeBack, dismiss, now }: BulkOutcomeProps) {
  const { did, outcomes, undo, undoUntil } = done
  const sentence = useRef<HTMLParagraphElement>(null)
  // The button that began it is gone; whoever pressed it goes on from what became of it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each new outcome
  useEffect(() => sentence.current?.focus({ preventScroll: true }), [done])
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <p ref={sentence} tabIndex={-1} className="mr-auto text-sm font-medium tabular-nums outline-none">
          {outcomeSentence(outcomes, did)}
        </p>
        {undo && <UndoButton until={undoUntil} pending={pending} takeBack={takeBack} now={now} />}
        <Button size="sm" variant="ghost" onClick={dismiss}>
          <X aria-hidden /> Close
        </Button>
      </div>
      <ul aria-label="What became of each case" className="grid gap-1 text-[0.8125rem]">
        {outcomes.map((outcome) => (
          <OutcomeLine key={outcome.caseId} outcome={outcome} did={did} />
        ))}
      </ul>
    </div>
  )
}

function OutcomeLine({ outcome: { number, refused }, did }: { outcome: Outcome; did: string }) {
  const Icon = refused === null ? CircleCheckBig : CircleAlert
  return (
    <li className="flex items-start gap-2">
      <Icon
        aria-hidden
        className={refused === null ? 'mt-0.5 size-4 shrink-0' : 'mt-0.5 size-4 shrink-0 text-destructive'}
      />
      <span>
        <Link
          href={`/cases/${number}` as Route}
          prefetch={false}
          className="font-medium tabular-nums underline underline-offset-4"
        >
          Case {number}
        </Link>
        : {refused ?? did}
      </span>
    </li>
  )
}

function UndoButton({
  until,
  pending,
  takeBack,
  now,
}: Pick<BulkOutcomeProps, 'pending' | 'takeBack' | 'now'> & { until: Date | null }) {
  const present = usePresent(now, 1000)
  const left = until ? until.getTime() - present.getTime() : null
  if (left !== null && left <= 0) return null
  return (
    <Button size="sm" variant="outline" aria-disabled={pending} onClick={takeBack}>
      <Undo2 aria-hidden /> Undo
      {left !== null && (
        <span className="text-muted-foreground tabular-nums">
          {countdown(left)}
          <span className="sr-only"> left</span>
        </span>
      )}
    </Button>
  )
}
