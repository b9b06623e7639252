'use client'

import { Play, Square } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import type { CaseActions } from '@/components/case/case-actions'
import { useAction } from '@/components/case/use-action'
import { useKeys } from '@/components/keys/use-keys'
import { Button } from '@/components/ui/button'
import { isNarrowed } from './narrowed'
import type { ClaimNext } from './play-lobby'
import type { QueueFilter } from './queue-filter'
import { caseHref, playHref, searchOf } from './queue-places'

interface PlayBarProps {
  caseId: string
  number: number
  /** Whether the reader has the case. */
  mine: boolean
  /** Nothing is left to do on it: it is decided or closed. */
  over: boolean
  filter: QueueFilter
  /** Null: all queues. */
  queueName: string | null
  waiting: number
  release: CaseActions['release']
  claimNext: ClaimNext
}

const fields = 'input, textarea, select, [contenteditable]'

/** Above a case in play mode: which queue is worked through, how many wait, and the way out, which gives the case back. */
export function PlayBar({ caseId, number, mine, over, filter, queueName, waiting, release, claimNext }: PlayBarProps) {
  const router = useRouter()
  const { pending, run } = useAction()
  const leave = () => router.push(playHref(filter) as Route)
  const goOn = () =>
    run(
      () => claimNext({ place: searchOf({ ...filter, after: null }) }),
      ({ next }) => (next === null ? leave() : router.push(caseHref(next, filter) as Route)),
    )
  // Enter has no other use on a case that is over: there it goes on, as it submitted before.
  useKeys(over && !mine ? { submit: goOn, submitNext: goOn } : {})
  const button = useRef<HTMLButtonElement>(null)
  const was = useRef(over)
  useEffect(() => {
    // The form that had the focus is gone; whoever decided goes on from here, but nobody is taken out of what they write.
    if (over && !was.current && !document.activeElement?.matches(fields)) button.current?.focus()
    was.current = over
  }, [over])
  const stop = () => (mine ? run(() => release({ caseId }), leave) : leave())
  return (
    <aside
      aria-label="Play mode"
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b bg-accent px-4 py-2 text-sm text-accent-foreground sm:px-6 lg:px-8"
    >
      <p className="inline-flex items-center gap-2">
        <Play aria-hidden className="size-4 shrink-0" />
        <span>
          Playing {queueName ? `“${queueName}”` : 'all queues'}
          <span className="text-muted-foreground tabular-nums">
            , {waiting === 1 ? '1 case waits' : `${waiting} cases wait`}
            {isNarrowed(filter) && ' without your filters'}
          </span>
        </span>
      </p>
      <span className="flex flex-wrap items-center gap-1">
        {!mine && (
          <Button ref={button} size="sm" aria-disabled={pending} onClick={goOn}>
            Next case
          </Button>
        )}
        <Button asChild size="sm" variant="ghost">
          <Link href={caseHref(number, { ...filter, play: false }) as Route}>Stay on this case</Link>
        </Button>
        <Button size="sm" variant="outline" aria-disabled={pending} onClick={stop}>
          <Square aria-hidden className="size-3.5" /> {mine ? 'Stop and give it back' : 'Stop'}
        </Button>
      </span>
    </aside>
  )
}
