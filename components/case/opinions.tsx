import { CircleAlert, LoaderCircle } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import type { CaseDetection } from '@/lib/cases/read-case'
import { differenceSentence, judgeName, waitingWords } from './opinion-words'
import { toneClasses, VerdictIcon } from './verdict-mark'
import { asLabel, percent, toneOf } from './verdict-words'

interface OpinionsProps {
  deciding: CaseDetection
  second: CaseDetection
  /** The run whose evidence is shown. */
  shownId: string
  /** Where a run's evidence is shown, by its id. */
  hrefs: Record<string, string>
  /** Whether it is told here what a run waits for: the page tells it once. */
  tellsWaiting: boolean
}

/** What two detectors say of one case, side by side; each leads to its evidence. */
export function Opinions({ deciding, second, shownId, hrefs, tellsWaiting }: OpinionsProps) {
  return (
    <div className="grid gap-2.5">
      <ul aria-label="Verdicts" className="grid grid-cols-1 gap-2.5 min-[26rem]:grid-cols-2">
        {[deciding, second].map((run) => (
          <li key={run.id} className="min-w-0">
            <OpinionCard run={run} shown={run.id === shownId} href={hrefs[run.id]} tellsWaiting={tellsWaiting} />
          </li>
        ))}
      </ul>
      <p className="text-sm text-pretty first-letter:uppercase [overflow-wrap:anywhere]">
        {differenceSentence(deciding, second)}
      </p>
    </div>
  )
}

interface OpinionCardProps extends Pick<OpinionsProps, 'tellsWaiting'> {
  run: CaseDetection
  shown: boolean
  href: string | undefined
}

function OpinionCard({ run, shown, href, tellsWaiting }: OpinionCardProps) {
  const label = asLabel(run.label)
  return (
    <div
      className={cn(
        'grid h-full content-start gap-1.5 rounded-md border p-2.5',
        shown && 'border-primary ring-1 ring-primary',
      )}
    >
      <p className="text-xs text-muted-foreground">{run.secondOpinion ? 'Second opinion' : 'Decides the verdict'}</p>
      <h3 className="text-sm leading-5 font-medium [overflow-wrap:anywhere]">{judgeName(run)}</h3>
      {label ? (
        <p className={cn('grid gap-0.5', toneClasses[toneOf(label)].text)}>
          <span className="flex items-center gap-1 text-[0.8125rem] leading-5 font-semibold [overflow-wrap:anywhere]">
            <VerdictIcon label={label} />
            {label}
          </span>
          {run.score !== null && (
            <span className="text-xl leading-6 font-semibold tabular-nums">{percent(run.score)}</span>
          )}
        </p>
      ) : (
        <OpinionState run={run} tellsWaiting={tellsWaiting} />
      )}
      {href && label && (
        <Link
          href={href as Route}
          scroll={false}
          aria-current={shown ? 'true' : undefined}
          className="inline-block text-[0.8125rem] leading-6 text-primary underline underline-offset-4"
        >
          {shown ? 'Its evidence is shown' : 'Show its evidence'}
          <span className="sr-only">: {judgeName(run)}</span>
        </Link>
      )}
    </div>
  )
}

/** What a run without a verdict waits for, or why it has none. */
function OpinionState({ run, tellsWaiting }: { run: CaseDetection; tellsWaiting: boolean }) {
  const failed = run.status === 'failed'
  const Icon = failed ? CircleAlert : LoaderCircle
  return (
    <div className="grid gap-1 text-[0.8125rem] leading-5">
      <p className="flex items-center gap-1.5 font-medium">
        <Icon
          aria-hidden
          className={cn('size-3.5 shrink-0', failed ? 'text-destructive' : 'motion-safe:animate-spin')}
        />
        {failed ? 'Failed' : run.remote?.trouble ? 'Held up' : 'Under way'}
      </p>
      {(failed || tellsWaiting) && (
        <p className="[overflow-wrap:anywhere]">{failed ? run.errorMessage : waitingWords(run)}</p>
      )}
      {run.remote?.troubleForAdmin && (failed || tellsWaiting) && (
        <p className="text-muted-foreground [overflow-wrap:anywhere]">For admins: {run.remote.troubleForAdmin}</p>
      )}
    </div>
  )
}
