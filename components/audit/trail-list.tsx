import type { Route } from 'next'
import Link from 'next/link'
import { utcTime } from '@/components/shell/format-time'
import { TimeAgo } from '@/components/shell/time-ago'
import type { AuditEntry } from '@/lib/audit/list-events'
import { channelNames, type NamesById, trailActor, trailSentence } from './trail-words'

/** Entries of the trail, newest first, each with everything it holds behind Details. */
export function TrailList({ entries, names, now }: { entries: AuditEntry[]; names: NamesById; now: Date }) {
  return (
    <ol className="divide-y overflow-hidden rounded-lg border bg-card shadow-xs">
      {entries.map((entry) => (
        <TrailRow key={entry.id} entry={entry} names={names} now={now} />
      ))}
    </ol>
  )
}

function TrailRow({ entry, names, now }: { entry: AuditEntry; names: NamesById; now: Date }) {
  const { title, detail, quote } = trailSentence(entry, names)
  return (
    <li className="relative grid grid-cols-1 gap-x-4 gap-y-1 px-4 py-3 text-sm sm:grid-cols-[13rem_minmax(0,1fr)]">
      <div className="flex flex-wrap items-baseline gap-x-2 sm:block">
        <p className="truncate font-medium">{trailActor(entry, names)}</p>
        <p className="text-[0.8125rem] text-muted-foreground">
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
                className="font-medium text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
              >
                Case {entry.caseNumber}
              </Link>
            </>
          ) : null}
        </p>
        {detail ? <p className="text-[0.8125rem] text-pretty text-muted-foreground">{detail}</p> : null}
        {quote ? <blockquote className="mt-1 border-l-2 pl-3 text-pretty break-words">{quote}</blockquote> : null}
        <details className="text-[0.8125rem]">
          <summary className="w-fit cursor-pointer rounded-sm py-1 leading-5 text-muted-foreground hover:text-foreground sm:absolute sm:top-2 sm:right-4">
            Details<span className="sr-only"> of entry {entry.id}</span>
          </summary>
          <EntryFacts entry={entry} />
        </details>
      </div>
    </li>
  )
}

function EntryFacts({ entry }: { entry: AuditEntry }) {
  const rows: [string, string][] = [
    ['Entry', String(entry.id)],
    ['Time', utcTime(entry.at)],
    ['Type', entry.type],
    ['Through', channelNames[entry.channel]],
    ...Object.entries(entry.facts).map(([name, value]): [string, string] => [name, inText(value)]),
  ]
  return (
    <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 rounded-md bg-muted px-3 py-2">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted-foreground">{name}</dt>
          <dd className="font-mono text-xs leading-5 break-all">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function inText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
