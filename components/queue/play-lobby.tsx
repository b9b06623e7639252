'use client'

import { CircleCheckBig, Coffee, Hourglass, LoaderCircle, Play } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useAction } from '@/components/case/use-action'
import { EmptyState } from '@/components/shell/empty-state'
import { Button } from '@/components/ui/button'
import type { NextCase } from '@/lib/cases/find-next-case'
import type { ActionResult } from '@/lib/http/server-action'
import type { AgeBand } from '@/lib/queues/age-bands'
import { AgeLine } from './age-line'
import { hasAges } from './narrowed'
import { type QueueFilter, wholeQueue } from './queue-filter'
import { caseHref, playHref, queueHref, searchOf } from './queue-places'

/** Takes the first case to decide in the part of the queue that an address names. */
export type ClaimNext = (input: {
  place: string
}) => Promise<ActionResult<{ next: number | null; why: NextCase['why'] }>>

interface PlayLobbyProps {
  filter: QueueFilter
  /** Null: all queues. */
  queueName: string | null
  waiting: Record<AgeBand, number>
  /** What would be taken, looked up without taking it. */
  next: NextCase
  claimNext: ClaimNext
}

/** Where working through a queue begins and ends: what waits, and why there is nothing to go on with. */
export function PlayLobby({ filter, queueName, waiting, next, claimNext }: PlayLobbyProps) {
  if (next.why === 'budget') return <BudgetSpent filter={filter} />
  if (next.why === 'too_far') return <TooFar filter={filter} />
  if (next.number === null) return <NothingLeft filter={filter} queueName={queueName} />
  return (
    <section aria-labelledby="play-heading" className="grid gap-4 rounded-lg border bg-card px-5 py-6 shadow-xs">
      <h2 id="play-heading" className="text-lg font-semibold tracking-tight">
        {queueName ? `Work through “${queueName}”` : 'Work through all queues'}
      </h2>
      {hasAges(filter) && <AgeLine waiting={waiting} />}
      <ul className="grid max-w-prose list-disc gap-1 pl-5 text-sm text-pretty text-muted-foreground">
        <li>What you have taken already, or were sent, comes first.</li>
        <li>“Submit and next” decides the case and takes the one after it.</li>
        <li>What you skip goes back for others, and is not offered to you again.</li>
        <li>When you leave the case, or close the browser, it goes back to the queue after a while.</li>
      </ul>
      <StartPlaying filter={filter} claimNext={claimNext} />
    </section>
  )
}

function StartPlaying({ filter, claimNext }: Pick<PlayLobbyProps, 'filter' | 'claimNext'>) {
  const router = useRouter()
  const { pending, run } = useAction()
  const start = () =>
    run(
      () => claimNext({ place: searchOf({ ...filter, after: null }) }),
      // Without a next one the page comes again and says why.
      ({ next }) => next !== null && router.push(caseHref(next, { ...filter, play: true }) as Route),
    )
  return (
    <div>
      <Button size="lg" aria-disabled={pending} onClick={start} autoFocus>
        {pending ? <LoaderCircle aria-hidden className="animate-spin" /> : <Play aria-hidden />}
        {pending ? 'Taking the first case' : 'Start'}
      </Button>
    </div>
  )
}

function NothingLeft({ filter, queueName }: Pick<PlayLobbyProps, 'filter' | 'queueName'>) {
  return (
    <EmptyState
      icon={CircleCheckBig}
      title={queueName ? `Nothing is left for you in “${queueName}”` : 'Nothing is left for you'}
      actions={
        <Button asChild variant="outline">
          <Link href={queueHref({ ...filter, after: null }) as Route}>See the list</Link>
        </Button>
      }
    >
      What others have taken, what you skipped and what you may not decide is not offered. New cases are: they appear
      here by themselves.
    </EmptyState>
  )
}

function TooFar({ filter: { queueId, tab, mode } }: Pick<PlayLobbyProps, 'filter'>) {
  return (
    <EmptyState
      icon={Hourglass}
      title="Looked for too long"
      actions={
        <Button asChild variant="outline">
          <Link href={playHref({ ...wholeQueue, queueId, tab, mode }) as Route}>Choose fewer filters</Link>
        </Button>
      }
    >
      Too few cases fit what you chose to be found in time, so whether one is left for you is not known.
    </EmptyState>
  )
}

function BudgetSpent({ filter }: Pick<PlayLobbyProps, 'filter'>) {
  return (
    <EmptyState
      icon={Coffee}
      title="That is enough for today"
      actions={
        <>
          <Button asChild variant="outline">
            <Link href={'/settings/preferences' as Route}>Your preferences</Link>
          </Button>
          <Button asChild variant="ghost">
            <Link href={queueHref({ ...filter, after: null }) as Route}>See the list</Link>
          </Button>
        </>
      }
    >
      You have had media open for as long as your daily budget says, so no further case is offered. It begins anew at
      midnight UTC. A single case can still be opened from the list.
    </EmptyState>
  )
}
