import type { QueueAges } from '@/lib/insights/count-ageing'
import { ageBands } from '@/lib/queues/age-bands'
import { BarRows } from './bar-rows'
import { ChartCard } from './chart-card'
import { NumberTable } from './number-table'
import { readAgeing } from './readings'

/** How long what waits has waited. */
export function AgeingChart({ queues, query }: { queues: QueueAges[]; query: string }) {
  const sum = (band: keyof QueueAges['waiting']) => queues.reduce((all, { waiting }) => all + waiting[band], 0)
  return (
    <ChartCard
      chart="ageing"
      query={query}
      reading={readAgeing(queues)}
      note="As it is now, whatever the period and the source. Age counts from when a case was put into its queue."
      picture={
        queues.length > 0 ? (
          <BarRows
            rows={ageBands.map(({ band, name }) => ({ key: band, name, parts: [{ name, value: sum(band) }] }))}
          />
        ) : null
      }
      table={
        queues.length > 0 ? (
          <NumberTable
            label="Waiting now, by age"
            columns={['Queue', ...ageBands.map(({ name }) => name), 'Zero retention']}
            rows={queues.map(({ queueId, name, waiting, zeroRetention }) => ({
              key: queueId,
              cells: [name, ...ageBands.map(({ band }) => waiting[band]), zeroRetention],
            }))}
          />
        ) : null
      }
    />
  )
}
