import { cn } from '@/components/ui/cn'

interface BarPart {
  name: string
  value: number
  /** How it is filled; the second of two is an outline, so that colour is not the only sign. */
  look?: 'full' | 'outline'
}

interface BarRowsProps {
  rows: readonly { key: string; name: string; parts: readonly BarPart[]; says?: string }[]
}

/** Bars that lie, one a row, with the number beside each: drawn to the same scale. Only a picture; the table tells the same. */
export function BarRows({ rows }: BarRowsProps) {
  const largest = Math.max(1, ...rows.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)))
  return (
    <div aria-hidden className="grid gap-2">
      {rows.map(({ key, name, parts, says }) => {
        const total = parts.reduce((sum, { value }) => sum + value, 0)
        return (
          <div
            key={key}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 text-[0.8125rem] sm:grid-cols-[9rem_minmax(0,1fr)_5rem]"
          >
            <span className="truncate sm:col-start-1 sm:row-start-1">{name}</span>
            <svg className="col-span-2 row-start-2 h-4 w-full sm:col-span-1 sm:col-start-2 sm:row-start-1" aria-hidden>
              <title>{name}</title>
              <Parts parts={parts} largest={largest} />
            </svg>
            <span className="text-right text-muted-foreground tabular-nums sm:col-start-3 sm:text-left">
              {says ?? total.toLocaleString('en')}
            </span>
          </div>
        )
      })}
    </div>
  )
}

function Parts({ parts, largest }: { parts: readonly BarPart[]; largest: number }) {
  const starts = parts.map((_, place) => parts.slice(0, place).reduce((sum, { value }) => sum + value, 0))
  return parts.map(({ name, value, look = 'full' }, place) => (
    <rect
      key={name}
      x={`${((starts[place] ?? 0) / largest) * 100}%`}
      y="1.5"
      width={`${(value / largest) * 100}%`}
      height="13"
      rx="1.5"
      className={cn(
        look === 'full' ? 'fill-primary stroke-primary' : 'fill-card stroke-primary [stroke-dasharray:3_2]',
        value === 0 && 'hidden',
      )}
      strokeWidth="1"
    />
  ))
}
