import { Hourglass } from 'lucide-react'
import type { ReactNode } from 'react'
import { type Deleted, DeletedNote } from '@/components/retention/deleted-note'
import { utcMinute } from '@/components/shell/format-time'
import { TimeAgo } from '@/components/shell/time-ago'
import type { TimelineEntry } from '@/lib/cases/read-case'
import { Disclosure } from './disclosure'
import { EventIcon } from './event-icon'
import { withJudge } from './event-judge'
import { actorWords, eventSentence } from './event-sentence'
import { type FoldedLooks, foldLooks } from './fold-looks'
import { Panel } from './panel'
import { TimelineFilter, type TimelineItem } from './timeline-filter'
import { kindOf } from './timeline-kinds'
import { type TimelineWords, withWords } from './timeline-words'

interface TimelineProps {
  entries: TimelineEntry[]
  /** Who judged, by detection; empty where only one detector was ever asked. */
  judges: Record<string, string>
  words: TimelineWords
  /** When the media has to go, where that is still ahead. */
  goesAt: Date | null
  deleted: Deleted | null
  now: Date
}

/**
 * Everything that happened to the case, oldest first: what people did and wrote, what ran, what was decided, who looked, what
 * became of the media, and what is still to come.
 */
export function Timeline({ entries, judges, words, goesAt, deleted, now }: TimelineProps) {
  const items = foldLooks(entries).map((item) => itemOf(item, { judges, words, now }))
  if (goesAt) items.push({ key: 'ahead', kind: 'retention', counts: 1, shown: <Ahead at={goesAt} /> })
  return (
    <Panel id="timeline" title="Timeline">
      <div className="grid gap-4">
        {deleted && (
          <DeletedNote deleted={deleted}>
            Who did what, and when, stays. Values that told of the media itself were
          </DeletedNote>
        )}
        {items.length === 0 ? (
          <p className="text-sm text-muted-foreground">Nothing has happened yet.</p>
        ) : (
          <TimelineFilter items={items} />
        )}
      </div>
    </Panel>
  )
}

function itemOf(
  item: TimelineEntry | FoldedLooks,
  { now, ...told }: Pick<TimelineProps, 'judges' | 'words' | 'now'>,
): TimelineItem {
  if ('entries' in item) {
    const shown = <Looks looks={item} now={now} />
    return { key: String(item.first.id), kind: 'looks', counts: item.entries.length, shown }
  }
  const shown = <Happened entry={item} now={now} {...told} />
  return { key: String(item.id), kind: kindOf(item.type), counts: 1, shown }
}

type HappenedProps = Pick<TimelineProps, 'judges' | 'words' | 'now'> & { entry: TimelineEntry }

function Happened({ entry, judges, words, now }: HappenedProps) {
  const { title, detail, quote } = withWords(withJudge(eventSentence(entry), entry, judges), entry, words)
  return (
    <Item
      icon={<EventIcon type={entry.type} />}
      title={title}
      who={
        <>
          {actorWords(entry)}, <TimeAgo at={entry.at} now={now} />
        </>
      }
    >
      {quote && (
        <blockquote className="mt-1 border-l-2 pl-3 whitespace-pre-line [overflow-wrap:anywhere]">{quote}</blockquote>
      )}
      {detail && <p className="mt-0.5 text-muted-foreground [overflow-wrap:anywhere]">{detail}</p>}
    </Item>
  )
}

function Ahead({ at }: { at: Date }) {
  return (
    <Item icon={<Hourglass aria-hidden className="size-3.5" />} title="Still to come: the media goes" who="Docket">
      <p className="mt-0.5 text-muted-foreground">
        At <time dateTime={at.toISOString()}>{utcMinute(at)}</time> at the latest.
      </p>
    </Item>
  )
}

function Looks({ looks, now }: { looks: FoldedLooks; now: Date }) {
  return (
    <Item
      icon={<EventIcon type="case.viewed" />}
      title={looks.title}
      who={
        <>
          last <TimeAgo at={looks.last.at} now={now} />
        </>
      }
    >
      <p className="mt-0.5 text-muted-foreground [overflow-wrap:anywhere]">{looks.detail}</p>
      <Disclosure summary="Each look">
        <ol className="grid gap-1 text-[0.8125rem] text-muted-foreground">
          {looks.entries.map((entry) => {
            const { title, detail } = eventSentence(entry)
            return (
              <li key={entry.id} className="[overflow-wrap:anywhere]">
                {title}
                {detail && `: ${detail.charAt(0).toLowerCase()}${detail.slice(1).replace(/\.$/, '')}`} ·{' '}
                {actorWords(entry)}, <TimeAgo at={entry.at} now={now} />
              </li>
            )
          })}
        </ol>
      </Disclosure>
    </Item>
  )
}

interface ItemProps {
  icon: ReactNode
  title: string
  who: ReactNode
  children: ReactNode
}

function Item({ icon, title, who, children }: ItemProps) {
  return (
    <>
      <span aria-hidden className="absolute top-7 bottom-0 left-3.5 w-px bg-border group-last:hidden" />
      <span className="grid size-7 place-items-center rounded-full bg-secondary text-muted-foreground">{icon}</span>
      <div className="min-w-0 pt-1 text-sm">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{title}</span>
          <span className="text-muted-foreground">{who}</span>
        </p>
        {children}
      </div>
    </>
  )
}
