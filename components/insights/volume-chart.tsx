import type { Volume } from '@/lib/insights/count-volume'
import { ChartCard } from './chart-card'
import { ColumnPairs } from './column-pairs'
import { dayInWords } from './insight-words'
import { NumberTable } from './number-table'
import { readVolume } from './readings'

/** What came in and what was decided. */
export function VolumeChart({ volume, query }: { volume: Volume; query: string }) {
  const { step, steps } = volume
  return (
    <ChartCard
      chart="volume"
      query={query}
      reading={readVolume(volume)}
      note={`By ${step} (UTC). A decision counts on the ${step} it was first made; those taken back are left out.`}
      picture={
        <ColumnPairs
          names={['Handed in', 'Decided']}
          steps={steps.map(({ day, handedIn, decided }) => ({
            key: day,
            label: dayInWords(day),
            values: [handedIn, decided],
          }))}
        />
      }
      table={
        <NumberTable
          label="Handed in and decided"
          columns={[step === 'day' ? 'Day (UTC)' : 'Week from (UTC)', 'Handed in', 'Decided']}
          rows={steps.map(({ day, handedIn, decided }) => ({ key: day, cells: [dayInWords(day), handedIn, decided] }))}
        />
      }
    />
  )
}
