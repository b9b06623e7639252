import { cn } from '@/components/ui/cn'
import { spanThreshold } from './spans'
import { sparkBars, sparkReading } from './sparkline-bars'

interface SparklineProps {
  /** Scores 0-1 in the order of the media; null: that part could not be judged. */
  scores: (number | null)[]
  /** What they are scores of, for those who hear the page: "Frame scores of case 12". */
  label: string
  /** Where each stands in the media, in seconds. */
  seconds?: number[]
  className?: string
}

/** Scores over the length of the media in one small picture, with its reading as its name. */
export function Sparkline({ scores, label, seconds, className }: SparklineProps) {
  if (scores.length === 0) return null
  const bars = sparkBars(scores)
  const reading = sparkReading(scores, label, seconds)
  return (
    <svg
      role="img"
      aria-label={reading}
      viewBox={`0 0 ${bars.length} 20`}
      preserveAspectRatio="none"
      className={cn('h-5 w-24 shrink-0 overflow-visible', className)}
    >
      <title>{reading}</title>
      <line x1={0} x2={bars.length} y1={10} y2={10} className="stroke-border" vectorEffect="non-scaling-stroke" />
      {bars.map(({ at, score }) =>
        score === null ? (
          <line
            key={at}
            x1={at + 0.1}
            x2={at + 0.9}
            y1={19.5}
            y2={19.5}
            strokeDasharray="1 2"
            className="stroke-muted-foreground/50"
            vectorEffect="non-scaling-stroke"
          />
        ) : (
          <rect
            key={at}
            x={at + 0.1}
            width={0.8}
            y={20 - Math.max(1, score * 20)}
            height={Math.max(1, score * 20)}
            className={score >= spanThreshold ? 'fill-verdict-fake' : 'fill-muted-foreground/55'}
          />
        ),
      )}
    </svg>
  )
}
