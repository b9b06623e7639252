import { mediaTypeNames } from '@/components/case/media-words'
import type { AccuracyRow } from '@/lib/insights/read-accuracy'
import type { Share } from '@/lib/insights/wilson'
import { ChartCard } from './chart-card'
import { count, detectorNames, percent, warningOf } from './insight-words'
import { NumberTable } from './number-table'
import { readRight } from './readings'
import { ShareRows } from './share-rows'

/** How right each detector was, by what people found. */
export function AccuracyChart({ rows, query }: { rows: AccuracyRow[]; query: string }) {
  const settled = rows.filter(({ basis }) => basis === 'settled')
  const blind = rows.filter(({ basis }) => basis === 'blind')
  const smallest = Math.min(...settled.filter(({ mediaType }) => !mediaType).map(({ right }) => right.n))
  return (
    <ChartCard
      chart="accuracy"
      query={query}
      reading={readRight(rows)}
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
          <NumberTable
            label="Accuracy on your own cases"
            columns={['Detector', 'By', 'Right', 'Found made, called so', 'Found authentic, called so', 'No answer']}
            rows={rows.map((row) => ({
              key: keyOf(row),
              cells: [
                nameOf(row),
                row.basis === 'settled' ? 'Settled finding' : 'First impression',
                ...[row.right, row.made, row.real].map(cellOf),
                row.undecided,
              ],
            }))}
          />
        ) : null
      }
    />
  )
}

function cellOf({ of, n, share, low, high }: Share): string {
  if (share === null) return 'none yet'
  return `${count(of)} of ${count(n)}: ${percent(share)} (${percent(low)} to ${percent(high)})`
}

const keyOf = ({ basis, detector, mediaType }: AccuracyRow) => `${basis} ${detector} ${mediaType}`

function toShare(row: AccuracyRow) {
  return { key: keyOf(row), name: nameOf(row), share: row.right }
}

function nameOf({ detector, mediaType }: AccuracyRow): string {
  const name = detectorNames[detector] ?? detector
  return mediaType ? `${name}: ${mediaTypeNames[mediaType as keyof typeof mediaTypeNames] ?? mediaType}` : name
}
