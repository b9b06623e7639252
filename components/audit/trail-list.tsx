import { Bot, KeyRound, type LucideIcon, ServerCog, Terminal, User, UserX } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { TimeAgo } from '@/components/shell/time-ago'
import type { AuditEntry } from '@/lib/audit/list-events'
import { EntryDetails } from './entry-details'
import { channelNames, type NamesById, trailActor, trailSentence } from './trail-words'

interface TrailListProps {
  entries: AuditEntry[]
  names: NamesById
  now: Date
  /** The id of the entry that is shown with all its details at once. */
  open: string | null
}

/** Entries of the trail, newest first, each with everything it holds and what proves it behind Details. */
export function TrailList({ entries, names, now, open }: TrailListProps) {
  return (
    <ol aria-label="Entries" className="divide-y overflow-hidden rounded-lg border bg-card shadow-xs">
      {entries.map((entry) => (
        <TrailRow key={entry.id} entry={entry} names={names} now={now} open={entry.uid === open} />
      ))}
    </ol>
  )
}

const kindIcons: Record<AuditEntry['actorKind'], LucideIcon> = {
  member: User,
  'api-key': KeyRound,
  worker: ServerCog,
  operator: Terminal,
  visitor: UserX,
}

function TrailRow({
  entry,
  names,
  now,
  open,
}: Omit<TrailListProps, 'entries' | 'open'> & { entry: AuditEntry; open: boolean }) {
  const { title, detail, quote } = trailSentence(entry, names)
  const Icon = kindIcons[entry.actorKind] ?? Bot
  return (
    <li
      id={`entry-${entry.uid}`}
      className="relative grid scroll-mt-16 grid-cols-1 gap-x-4 gap-y-1 px-4 py-3 text-sm target:bg-accent/40 sm:grid-cols-[12rem_minmax(0,1fr)]"
    >
      <div className="flex flex-wrap items-baseline gap-x-2 pr-20 sm:block sm:pr-0">
        <p className="flex min-w-0 items-center gap-1.5 font-medium">
          <Icon aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
          <span className="truncate">{trailActor(entry, names)}</span>
        </p>
        <p className="text-[0.8125rem] text-muted-foreground sm:pl-5">
          <TimeAgo at={entry.at} now={now} exact /> · {channelNames[entry.channel]}
        </p>
      </div>
      <div className="min-w-0">
        <p className="sm:pr-20">
          {title}
          {entry.caseNumber !== null ? (
            <>
              {' · '}
              <Link
                href={`/cases/${entry.caseNumber}` as Route}
                prefetch={false}
                className="font-medium text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
              >
                Case {entry.caseNumber}
              </Link>
            </>
          ) : null}
        </p>
        {detail ? (
          <p className="text-[0.8125rem] text-pretty [overflow-wrap:anywhere] text-muted-foreground">{detail}</p>
        ) : null}
        {quote ? <blockquote className="mt-1 border-l-2 pl-3 text-pretty break-words">{quote}</blockquote> : null}
      </div>
      <details open={open} className="min-w-0 text-[0.8125rem] sm:col-span-2">
        <summary className="absolute top-2 right-4 w-fit cursor-pointer rounded-sm py-1 leading-5 text-muted-foreground hover:text-foreground">
          Details<span className="sr-only"> of entry {entry.id}</span>
        </summary>
        <EntryDetails entry={entry} names={names} />
      </details>
    </li>
  )
}
