import type { PersonalLoad } from '@/lib/insights/read-workload'
import { BarRows } from './bar-rows'
import { ChartCard } from './chart-card'
import { Legend } from './legend'
import { NumberTable } from './number-table'
import { readLoad } from './readings'

/** Who did how much, and has how much in hand. */
export function WorkloadChart({ people, query }: { people: PersonalLoad[]; query: string }) {
  return (
    <ChartCard
      chart="workload"
      query={query}
      reading={readLoad(people)}
      note="Cases differ: a number says nothing of how well or how hard somebody works."
      picture={
        people.length > 0 ? (
          <>
            <Legend names={['First decisions', 'Second looks and appeals']} />
            <BarRows
              rows={people.map(({ memberId, name, decided, reviewed }) => ({
                key: memberId,
                name,
                parts: [
                  { name: 'decided', value: decided },
                  { name: 'reviewed', value: reviewed, look: 'outline' },
                ],
              }))}
            />
          </>
        ) : null
      }
      table={
        people.length > 0 ? (
          <NumberTable
            label="Workload"
            columns={[
              'Person',
              'First decisions',
              'Second looks and appeals',
              'Taken back',
              'Passed over',
              'In hand now',
            ]}
            rows={people.map(({ memberId, name, decided, reviewed, takenBack, skipped, inHand }) => ({
              key: memberId,
              cells: [name, decided, reviewed, takenBack, skipped, inHand],
            }))}
          />
        ) : null
      }
    />
  )
}
