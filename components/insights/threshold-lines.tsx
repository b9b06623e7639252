import { type ScoreBucket, takenBetween, thresholdSteps } from '@/lib/insights/threshold-counts'

interface ThresholdLinesProps {
  buckets: readonly ScoreBucket[]
  /** The span that is tried, in percent. */
  least: number
  most: number
}

/** Pixels; the axis beside it has the same as a class. */
const height = 150
const at = (share: number) => 4 + (1 - share) * (height - 8)

/**
 * For every threshold from 0 to 100 %: how much of what it takes people found made (drawn through), and how much of what they
 * found made it takes (dashed). Only a picture; the table tells the same.
 */
export function ThresholdLines({ buckets, least, most }: ThresholdLinesProps) {
  const points = thresholdSteps.map((from) => {
    const { precision, recall } = takenBetween(buckets, from)
    return { from, precision: precision.share, recall: recall.share }
  })
  return (
    <div aria-hidden className="grid gap-2">
      <div className="flex flex-wrap gap-x-5 gap-y-1 text-[0.8125rem] text-muted-foreground">
        <Key name="Of what it takes, found made" />
        <Key name="Of all found made, taken" dashed />
      </div>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-xs text-muted-foreground tabular-nums">
        <div className="flex h-[150px] flex-col justify-between text-right">
          <span>100 %</span>
          <span>0 %</span>
        </div>
        <svg className="w-full border-b border-l" height={height} aria-hidden>
          <title>Thresholds</title>
          <rect
            x={`${least}%`}
            width={`${Math.max(most - least, 0.5)}%`}
            y="0"
            height={height}
            className="fill-primary/12"
          />
          <line x1={`${least}%`} x2={`${least}%`} y1="0" y2={height} className="stroke-primary" />
          {points.slice(1).map((point, place) => (
            <g key={point.from}>
              <Piece from={points[place]} to={point} of="precision" />
              <Piece from={points[place]} to={point} of="recall" />
            </g>
          ))}
        </svg>
        <div className="col-start-2 flex justify-between pt-1">
          <span>0</span>
          <span>Score from, in percent</span>
          <span>100</span>
        </div>
      </div>
    </div>
  )
}

interface Point {
  from: number
  precision: number | null
  recall: number | null
}

function Piece({ from, to, of }: { from: Point | undefined; to: Point; of: 'precision' | 'recall' }) {
  const [one, other] = [from?.[of] ?? null, to[of]]
  if (!from || one === null || other === null) return null
  return (
    <line
      x1={`${from.from}%`}
      x2={`${to.from}%`}
      y1={at(one)}
      y2={at(other)}
      className={of === 'precision' ? 'stroke-primary' : 'stroke-foreground [stroke-dasharray:5_4]'}
      strokeWidth="2"
      strokeLinecap="round"
    />
  )
}

function Key({ name, dashed = false }: { name: string; dashed?: boolean }) {
  return (
    <span className="flex items-center gap-2">
      <svg width="24" height="8" aria-hidden>
        <title>{name}</title>
        <line
          x1="1"
          x2="23"
          y1="4"
          y2="4"
          strokeWidth="2"
          className={dashed ? 'stroke-foreground [stroke-dasharray:5_4]' : 'stroke-primary'}
        />
      </svg>
      {name}
    </span>
  )
}
