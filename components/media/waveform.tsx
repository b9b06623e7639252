import { axisShare } from './axis-ticks'
import { readLoudness } from './loudness'
import { TrackName, TrackReading } from './time-axis'
import type { Loudness, Span } from './tracks'

interface WaveformProps {
  loudness: Loudness
  /** Seconds. */
  duration: number
  /** What of the sound is worth a look. */
  spans: Span[]
}

/** The sound's loudness over time, from the analysis: the browser decodes nothing to draw it. */
export function Waveform({ loudness, duration, spans }: WaveformProps) {
  const { peaks, start, seconds } = loudness
  const reading = readLoudness(loudness)
  return (
    <div>
      <TrackName>Waveform</TrackName>
      <div
        role="img"
        aria-label={`Waveform. ${reading}`}
        data-slot="waveform"
        className="relative h-24 w-full overflow-hidden rounded-md border bg-muted/40"
      >
        {spans.map((span) => (
          <span
            key={`${span.start} ${span.end} ${span.evidenceId}`}
            style={{ left: axisShare(span.start, duration), width: axisShare(span.end - span.start, duration) }}
            className="absolute inset-y-0 min-w-0.5 border-t-4 border-verdict-fake bg-verdict-fake-soft"
          />
        ))}
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${peaks.length} 100`}
          preserveAspectRatio="none"
          style={{ left: axisShare(start, duration), width: axisShare(seconds, duration) }}
          className="absolute inset-y-0 h-full"
        >
          <path d={outlineOf(peaks)} className="fill-foreground/65" />
        </svg>
      </div>
      <TrackReading>{reading}</TrackReading>
    </div>
  )
}

/** The outline of peaks as one shape, mirrored about the middle of a height of 100; silence keeps a hair's breadth. */
export function outlineOf(peaks: number[]): string {
  const half = (peak: number) => Math.max(0.5, Math.min(1, peak) * 48)
  const corner = (x: number, y: number) => `${x} ${Math.round(y * 100) / 100}`
  const upper = peaks.flatMap((peak, x) => [corner(x, 50 - half(peak)), corner(x + 1, 50 - half(peak))])
  const lower = peaks.flatMap((peak, x) => [corner(x, 50 + half(peak)), corner(x + 1, 50 + half(peak))]).toReversed()
  return `M${[...upper, ...lower].join('L')}Z`
}
