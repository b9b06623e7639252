import type { ReactNode } from 'react'
import { TimeAgo } from '@/components/shell/time-ago'
import type { TimelineEntry } from '@/lib/cases/read-case'
import { Disclosure } from './disclosure'
import { EventIcon } from './event-icon'
import { withJudge } from './event-judge'
import { actorWords, eventSentence } from './event-sentence'
import { type FoldedLooks, foldLooks } from './fold-looks'
import { Panel } from './panel'

interface TimelineProps {
  entries: TimelineEntry[]
  /** Who judged, by detection; empty where only one detector was ever asked. */
  judges: Record<string, string>
  now: Date
}

/** Everything that happened to the case, oldest first: what people did, what ran, what was decided, and who looked. */
export function Timeline({ entries, judges, now }: TimelineProps) {
  return (
    <Panel id="timeline" title="Timeline">
      <ol className="grid gap-0">
        {foldLooks(entries).map((item) =>
          'entries' in item ? (
            <Looks key={item.first.id} looks={item} now={now} />
          ) : (
            <Happened key={item.id} entry={item} judges={judges} now={now} />
          ),
        )}
      </ol>
    </Panel>
  )
}

function Happened({ entry, judges, now }: { entry: TimelineEntry; judges: TimelineProps['judges']; now: Date }) {
  const { title, detail, quote } = withJudge(eventSentence(entry), entry, judges)
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
    <li className="group relative grid grid-cols-[1.75rem_1fr] gap-3 pb-4 last:pb-0">
      <span aria-hidden className="absolute top-7 bottom-0 left-3.5 w-px bg-border group-last:hidden" />
      <span className="grid size-7 place-items-center rounded-full bg-secondary text-muted-foreground">{icon}</span>
      <div className="min-w-0 pt-1 text-sm">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{title}</span>
          <span className="text-muted-foreground">{who}</span>
        </p>
        {children}
      </div>
    </li>
  )
}
