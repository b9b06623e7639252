import { cn } from '@/components/ui/cn'
import { axisShare } from './axis-ticks'
import { spanWords } from './spans'
import { TrackName } from './time-axis'
import type { Span } from './tracks'

/** An exhibit as the axis marks it. Seconds. */
export interface ExhibitMark {
  label: string
  start: number
  end: number
}

interface FindingsTrackProps {
  findings: Span[]
  exhibits: ExhibitMark[]
  /** Seconds. */
  duration: number
}

/** What checks found at a moment, and what people pinned there. Its words stand in the table of spans and among the exhibits. */
export function FindingsTrack({ findings, exhibits, duration }: FindingsTrackProps) {
  if (findings.length === 0 && exhibits.length === 0) return null
  const says = [...findings.map(spanWords), ...exhibits.map(({ label }) => `exhibit ${label}`)].join('; ')
  const place = ({ start, end }: { start: number; end: number }) => ({
    left: axisShare(start, duration),
    width: axisShare(end - start, duration),
  })
  return (
    <div>
      <TrackName>{exhibits.length > 0 ? 'Findings and exhibits' : 'Findings'}</TrackName>
      <div
        role="img"
        aria-label={`Marked on the axis: ${says}.`}
        className="relative h-7 overflow-hidden rounded-md border bg-muted/40"
      >
        {findings.map((span) => (
          <span
            key={span.evidenceId}
            title={spanWords(span)}
            style={place(span)}
            className="absolute inset-y-1 min-w-1 rounded-xs border-2 border-verdict-fake bg-verdict-fake-soft"
          />
        ))}
        {exhibits.map((mark) => (
          <span
            key={mark.label}
            title={`Exhibit ${mark.label}`}
            style={place(mark)}
            className={cn(
              'absolute inset-y-1 grid min-w-5 place-items-center rounded-xs border border-info bg-info-soft',
              'text-[0.6875rem] leading-none font-semibold text-info',
            )}
          >
            {mark.label}
          </span>
        ))}
      </div>
    </div>
  )
}
