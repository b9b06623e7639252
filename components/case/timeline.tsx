import { TimeAgo } from '@/components/shell/time-ago'
import type { TimelineEntry } from '@/lib/cases/read-case'
import { EventIcon } from './event-icon'
import { withJudge } from './event-judge'
import { actorWords, eventSentence } from './event-sentence'
import { Panel } from './panel'

interface TimelineProps {
  entries: TimelineEntry[]
  /** Who judged, by detection; empty where only one detector was ever asked. */
  judges: Record<string, string>
  now: Date
}

/** Everything that happened to the case, oldest first: what people did, what ran, what was decided. */
export function Timeline({ entries, judges, now }: TimelineProps) {
  return (
    <Panel id="timeline" title="Timeline">
      <ol className="grid gap-0">
        {entries.map((entry) => {
          const { title, detail, quote } = withJudge(eventSentence(entry), entry, judges)
          return (
            <li key={entry.id} className="group relative grid grid-cols-[1.75rem_1fr] gap-3 pb-4 last:pb-0">
              <span aria-hidden className="absolute top-7 bottom-0 left-3.5 w-px bg-border group-last:hidden" />
              <span className="grid size-7 place-items-center rounded-full bg-secondary text-muted-foreground">
                <EventIcon type={entry.type} />
              </span>
              <div className="min-w-0 pt-1 text-sm">
                <p className="flex flex-wrap items-baseline gap-x-2">
                  <span className="font-medium">{title}</span>
                  <span className="text-muted-foreground">
                    {actorWords(entry)}, <TimeAgo at={entry.at} now={now} />
                  </span>
                </p>
                {quote && (
                  <blockquote className="mt-1 border-l-2 pl-3 whitespace-pre-line [overflow-wrap:anywhere]">
                    {quote}
                  </blockquote>
                )}
                {detail && <p className="mt-0.5 text-muted-foreground [overflow-wrap:anywhere]">{detail}</p>}
              </div>
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}
