import type { AccuracyRow } from '@/lib/insights/read-accuracy'
import { accuracyKey, accuracyName, basisNames } from './accuracy-name'
import { measureCell, measureWords } from './measure-words'
import { NumberTable } from './number-table'

/** How well scores tell made from authentic, as a table, with what each number means. */
export function MeasuredTable({ rows }: { rows: AccuracyRow[] }) {
  return (
    <div className="grid gap-4">
      <NumberTable
        label="How well the scores tell made from authentic"
        columns={['Detector', 'By', 'Made', 'Authentic', ...measureWords.map(({ name }) => name)]}
        rows={rows.map((row) => ({
          key: accuracyKey(row),
          cells: [
            accuracyName(row),
            basisNames[row.basis],
            ...[row.scoredMade, row.scoredReal],
            ...measureWords.map(({ key }) => measureCell(row[key])),
          ],
        }))}
      />
      <dl className="grid max-w-prose gap-2 text-[0.8125rem] text-pretty text-muted-foreground">
        {measureWords.map(({ key, name, means }) => (
          <div key={key}>
            <dt className="inline font-medium text-foreground">{name}: </dt>
            <dd className="inline">{means}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
