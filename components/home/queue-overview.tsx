import { ChevronRight, Play } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { AgeLine } from '@/components/queue/age-line'
import { playHref, queueHref } from '@/components/queue/queue-places'
import { goesSentence } from '@/components/retention/due-words'
import { Button } from '@/components/ui/button'
import { ageBands } from '@/lib/queues/age-bands'
import { HomeSection } from './home-section'
import type { QueueToDo } from './queues-to-do'

/**
 * The team's queues: what waits in each by age, and apart from it what will be gone. Where somebody has chosen theirs, those, and the
 * others folded.
 */
export function QueueOverview({ queues, now }: { queues: QueueToDo[]; now: Date }) {
  const own = queues.filter((queue) => queue.own)
  const others = queues.filter((queue) => !queue.own)
  const waiting = others.reduce((sum, queue) => sum + waitingIn(queue), 0)
  return (
    <HomeSection
      id="queues"
      title={own.length > 0 ? 'Your queues' : 'Queues'}
      more={{ href: '/queue', label: 'All in one list' }}
    >
      <QueueLines queues={own.length > 0 ? own : others} now={now} />
      {own.length > 0 && others.length > 0 && (
        <details className="group mt-2">
          <summary className="flex min-h-9 w-fit cursor-pointer list-none items-center gap-1 text-sm font-medium text-primary underline-offset-4 hover:underline [&::-webkit-details-marker]:hidden">
            <ChevronRight aria-hidden className="size-4 shrink-0 transition-transform group-open:rotate-90" />
            {others.length === 1 ? 'One other queue' : `${others.length} other queues`}, {waiting.toLocaleString('en')}{' '}
            waiting
          </summary>
          <div className="mt-1">
            <QueueLines queues={others} now={now} />
          </div>
        </details>
      )}
      {queues.length > 1 && (
        <p className="mt-2 text-[0.8125rem] text-muted-foreground">
          <Link href={'/settings/preferences#own-queues' as Route} className="underline underline-offset-4">
            {own.length > 0 ? 'Change which queues are yours' : 'Choose the queues you work in'}
          </Link>
        </p>
      )}
    </HomeSection>
  )
}

function QueueLines({ queues, now }: { queues: QueueToDo[]; now: Date }) {
  return (
    <ul className="divide-y overflow-hidden rounded-lg border bg-card shadow-xs">
      {queues.map((queue) => (
        <QueueLine key={queue.id} queue={queue} now={now} />
      ))}
    </ul>
  )
}

function waitingIn({ waiting }: QueueToDo): number {
  return ageBands.reduce((sum, { band }) => sum + waiting[band], 0)
}

function QueueLine({ queue, now }: { queue: QueueToDo; now: Date }) {
  const { id, name, waiting, inWork, overdue, zeroRetention, deadlines } = queue
  const total = waitingIn(queue)
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 px-4 py-3">
      <div className="min-w-0 text-sm">
        <Link
          href={queueHref({ queueId: id, tab: 'waiting' }) as Route}
          className="font-medium underline-offset-4 hover:underline"
        >
          {name}
        </Link>
        <span className="ml-2 text-[0.8125rem] text-muted-foreground tabular-nums">
          {total.toLocaleString('en')} waiting{inWork > 0 ? `, ${inWork.toLocaleString('en')} in work` : ''}
          {overdue > 0 ? (
            <span className="font-medium text-foreground">, {overdue.toLocaleString('en')} overdue</span>
          ) : null}
        </span>
      </div>
      {total > 0 ? (
        <Button asChild variant="outline" size="sm" className="row-span-2">
          <Link href={playHref({ queueId: id }) as Route} aria-label={`Begin with ${name}`}>
            <Play aria-hidden />
            Begin
          </Link>
        </Button>
      ) : null}
      <div className="col-start-1 min-w-0 empty:hidden">
        <AgeLine waiting={waiting} />
      </div>
      {zeroRetention > 0 ? (
        <p className="col-start-1 text-[0.8125rem] tabular-nums">
          <Link
            href={queueHref({ queueId: id, tab: deadlines > 0 ? 'deadline' : 'open', zeroRetention: true }) as Route}
            className="font-medium text-primary underline-offset-4 hover:underline"
          >
            Zero retention: {zeroRetention.toLocaleString('en')}
          </Link>
          {deadlines > 0 ? <span className="ml-2 text-muted-foreground">{deadlineWords(queue, now)}</span> : null}
        </p>
      ) : null}
    </li>
  )
}

/** What of a queue will be gone, and when the first. */
export function deadlineWords(
  { deadlines, withinTheHour, soonest }: Pick<QueueToDo, 'deadlines' | 'withinTheHour' | 'soonest'>,
  now: Date,
): string {
  const first = goesSentence(soonest, now)
  if (deadlines === 1) return first
  const hour = withinTheHour > 0 ? `, ${withinTheHour.toLocaleString('en')} of them within the hour` : ''
  return `${deadlines.toLocaleString('en')} with a deadline${hour}. The first: ${first.charAt(0).toLowerCase()}${first.slice(1)}.`
}
