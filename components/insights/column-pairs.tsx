import { Legend } from './legend'

interface ColumnPairsProps {
  /** The two values of each step, in the order of `names`; `label`: of the step. */
  steps: readonly { key: string; label: string; values: readonly [number, number] }[]
  names: readonly [string, string]
}

/** Pixels; the axis beside it has the same as a class. */
const height = 150

/** Columns in pairs along time: the first filled, the second an outline. Only a picture; the table tells the same. */
export function ColumnPairs({ steps, names }: ColumnPairsProps) {
  const largest = Math.max(1, ...steps.flatMap(({ values }) => values))
  const width = 100 / Math.max(1, steps.length)
  const tall = (value: number) => (value / largest) * (height - 4)
  return (
    <div aria-hidden className="grid gap-2">
      <Legend names={names} />
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-xs text-muted-foreground tabular-nums">
        <div className="flex h-[150px] flex-col justify-between text-right">
          <span>{largest.toLocaleString('en')}</span>
          <span>0</span>
        </div>
        <svg className="w-full border-b border-l" height={height} aria-hidden>
          <title>{names.join(', ')}</title>
          {steps.map(({ key, values: [one, other] }, place) => (
            <g key={key}>
              <rect
                x={`${(place + 0.1) * width}%`}
                width={`${width * 0.4}%`}
                y={height - tall(one)}
                height={tall(one)}
                className="fill-primary"
              />
              <rect
                x={`${(place + 0.5) * width}%`}
                width={`${width * 0.4}%`}
                y={height - tall(other)}
                height={tall(other)}
                className="fill-card stroke-primary"
                strokeWidth={other > 0 ? 1 : 0}
              />
            </g>
          ))}
        </svg>
        <div className="col-start-2 flex justify-between pt-1">
          <span>{steps[0]?.label}</span>
          <span>{steps.length > 1 ? steps.at(-1)?.label : null}</span>
        </div>
      </div>
    </div>
  )
}
