import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { dayWords, type ExposureDay, readingOf } from './exposure-days'
import { durationWords } from './work-clock'

interface ExposureChartProps {
  /** Of the figures and their table. */
  label: string
  /** Oldest first. */
  days: (ExposureDay & { people?: number | null })[]
  /** A line across, minutes; null: none. */
  limit: number | null
  /** What stands for a day that is not told. */
  untold?: string
}

const width = 560
const height = 120

/** Time with open media by day: a sentence, bars and their table. */
export function ExposureChart({ label, days, limit, untold = '' }: ExposureChartProps) {
  // Without any time the sentence says all there is.
  if (days.every(({ seconds }) => seconds === 0)) return <p className="text-sm">{readingOf(days)}</p>
  // Bars of no height would be an empty box.
  const isDrawn = days.some(({ seconds }) => (seconds ?? 0) > 0)
  const withPeople = days.some(({ people }) => people !== undefined)
  const top = Math.max(60, (limit ?? 0) * 60, ...days.map(({ seconds }) => seconds ?? 0))
  const y = (seconds: number) => height - (seconds / top) * height
  const step = width / days.length
  return (
    <figure className="grid gap-3">
      <figcaption className="text-sm">{readingOf(days)}</figcaption>
      {isDrawn && (
        <svg
          viewBox={`0 0 ${width} ${height + 1}`}
          aria-hidden="true"
          className="h-28 w-full text-primary"
          preserveAspectRatio="none"
        >
          {days.map(({ day, seconds }, at) => (
            <rect
              key={day}
              x={at * step + 3}
              width={step - 6}
              y={y(seconds ?? 0)}
              height={height - y(seconds ?? 0)}
              fill="currentColor"
            />
          ))}
          <line x1={0} x2={width} y1={height} y2={height} className="stroke-border" />
          {limit !== null && (
            <line
              x1={0}
              x2={width}
              y1={y(limit * 60)}
              y2={y(limit * 60)}
              className="stroke-foreground"
              strokeDasharray="6 4"
              vectorEffect="non-scaling-stroke"
            />
          )}
        </svg>
      )}
      {isDrawn && limit !== null && (
        <p className="text-[0.8125rem] text-muted-foreground">Dashed line: the limit, {durationWords(limit * 60)}.</p>
      )}
      <details>
        <summary className="w-fit cursor-pointer text-sm text-muted-foreground hover:text-foreground">
          The figures as a table
        </summary>
        <Table label={label} className="mt-2">
          <TableHeader>
            <TableRow>
              <TableHead>Day (UTC)</TableHead>
              <TableHead>With open media</TableHead>
              {withPeople && <TableHead>People</TableHead>}
            </TableRow>
          </TableHeader>
          <TableBody>
            {days.toReversed().map(({ day, seconds, people }) => (
              <TableRow key={day}>
                <TableCell className="whitespace-nowrap">{dayWords(day)}</TableCell>
                <TableCell className="tabular-nums">{seconds === null ? untold : durationWords(seconds)}</TableCell>
                {withPeople && <TableCell className="tabular-nums">{peopleWords(seconds, people)}</TableCell>}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </details>
    </figure>
  )
}

function peopleWords(seconds: number | null, people: number | null | undefined): string {
  if (seconds === null) return 'fewer than three'
  return String(people ?? 0)
}
