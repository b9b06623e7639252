import type { AccuracyRow } from '@/lib/insights/read-accuracy'
import { type Share, smallSample } from '@/lib/insights/wilson'
import { accuracyKey, accuracyName, basisNames } from './accuracy-name'
import { ChartCard } from './chart-card'
import { count, percent, warningOf } from './insight-words'
import { falselyCell, readRanked } from './measure-words'
import { MeasuredTable } from './measured-table'
import { NumberTable } from './number-table'
import { readRight } from './readings'
import { ShareRows } from './share-rows'

/** How right each detector was, by what people found. */
export function AccuracyChart({ rows, query }: { rows: AccuracyRow[]; query: string }) {
  const drawn = rows.filter(({ source }) => source === null)
  const settled = drawn.filter(({ basis }) => basis === 'settled')
  const blind = drawn.filter(({ basis }) => basis === 'blind')
  const smallest = Math.min(...settled.filter(({ mediaType }) => !mediaType).map(({ right }) => right.n))
  return (
    <ChartCard
      chart="accuracy"
      query={query}
      reading={`${readRight(rows)} ${readRanked(rows)}`.trim()}
      warning={warningOf(Number.isFinite(smallest) ? smallest : 0)}
      note="What people settled on is taken for the truth: it is not checked against anything, and most had seen the score, which makes a detector look better than it is. First impressions were recorded before the score was shown; they are fewer, and fairer. Cases without a decided finding, and Docket’s samples unless they are chosen as the source, are left out."
      picture={
        rows.length > 0 ? (
          <ShareRows
            groups={[
              { name: 'By settled findings', rows: settled.map(toShare) },
              { name: 'By first impressions, before the score was seen', rows: blind.map(toShare) },
            ]}
          />
        ) : null
      }
      table={
        rows.length > 0 ? (
          <div className="grid gap-6">
            <NumberTable
              label="Accuracy on your own cases"
              columns={[
                ...['Detector', 'By', 'Right', 'Found made, called so', 'Found authentic, called so'],
                ...['No answer', 'False alarms: found authentic, called made'],
              ]}
              rows={rows.map((row) => ({
                key: accuracyKey(row),
                cells: [
                  accuracyName(row),
                  basisNames[row.basis],
                  ...[row.right, row.made, row.real].map(cellOf),
                  row.undecided,
                  falselyCell(row.falsely),
                ],
              }))}
            />
            <p className="max-w-prose text-[0.8125rem] text-pretty text-muted-foreground">
              False alarms are counted of all cases found authentic, those without an answer of the machine among them,
              and by the way they came in as well. Of fewer than {smallSample} no share is given.
            </p>
            <MeasuredTable rows={rows} />
          </div>
        ) : null
      }
    />
  )
}

function cellOf({ of, n, share, low, high }: Share): string {
  if (share === null) return 'none yet'
  return `${count(of)} of ${count(n)}: ${percent(share)} (${percent(low)} to ${percent(high)})`
}

function toShare(row: AccuracyRow) {
  return { key: accuracyKey(row), name: accuracyName(row), share: row.right }
}
