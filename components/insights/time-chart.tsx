import { mediaTypeNames } from '@/components/case/media-words'
import type { DecisionTime } from '@/lib/insights/time-to-decision'
import { ageBands } from '@/lib/queues/age-bands'
import { BarRows } from './bar-rows'
import { ChartCard } from './chart-card'
import { duration, warningOf } from './insight-words'
import { NumberTable } from './number-table'
import { readTimes } from './readings'

/** How long it takes from the hand-in to the first decision. */
export function TimeChart({ times, query }: { times: DecisionTime[]; query: string }) {
  const [all] = times
  const shown = all && all.n > 0 ? times : []
  return (
    <ChartCard
      chart="time"
      query={query}
      reading={readTimes(times)}
      warning={warningOf(all?.n ?? 0)}
      note="From the hand-in, the analysis included, to the first decision that was not taken back."
      picture={
        all && shown.length > 0 ? (
          <BarRows
            rows={ageBands.map(({ band, name }) => ({
              key: band,
              name,
              parts: [{ name, value: all.bands[band] }],
            }))}
          />
        ) : null
      }
      table={
        shown.length > 0 ? (
          <NumberTable
            label="Time to a decision"
            columns={['Media', 'Decisions', 'Half within', 'Nine in ten within', ...ageBands.map(({ name }) => name)]}
            rows={shown.map(({ mediaType, n, median, ninth, bands }) => ({
              key: mediaType ?? 'all',
              cells: [
                mediaType ? mediaTypeNames[mediaType] : 'All',
                n,
                median === null ? '' : duration(median),
                ninth === null ? '' : duration(ninth),
                ...ageBands.map(({ band }) => bands[band]),
              ],
            }))}
          />
        ) : null
      }
    />
  )
}
