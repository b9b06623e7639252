import { mediaTypeNames } from '@/components/case/media-words'
import type { AgreementRow } from '@/lib/insights/read-agreement'
import { ChartCard } from './chart-card'
import { detectorNames, percent, warningOf } from './insight-words'
import { NumberTable } from './number-table'
import { readAgreement, readPeople } from './readings'
import { ShareRows } from './share-rows'

interface AgreementChartProps {
  rows: AgreementRow[]
  query: string
}

/** How often people agree with the machine: in all, by detector and by media type. */
export function AgreementChart({ rows, query }: AgreementChartProps) {
  const of = (by: AgreementRow['by']) => rows.filter((row) => row.by === by)
  const shown = rows.filter(({ by }) => by !== 'person')
  return (
    <ChartCard
      chart="agreement"
      query={query}
      reading={readAgreement(rows)}
      warning={warningOf(rows.find(({ by }) => by === 'all')?.agreement.n ?? 0)}
      note="Every decision of the time that was not taken back, beside the latest verdict before it. Lines are 95 % intervals. Docket’s samples count only where they are chosen as the source."
      picture={
        shown.length > 0 ? (
          <ShareRows
            groups={[
              { name: null, rows: of('all').map(toShare) },
              { name: 'By detector', rows: of('detector').map(toShare) },
              { name: 'By media type', rows: of('media').map(toShare) },
            ]}
          />
        ) : null
      }
      table={shown.length > 0 ? <AgreementTable label="Agreement with the machine" head="Of" rows={shown} /> : null}
    />
  )
}

/** The same by person. */
export function PeopleChart({ rows, query }: AgreementChartProps) {
  const people = rows.filter(({ by }) => by === 'person')
  return (
    <ChartCard
      chart="people"
      query={query}
      reading={readPeople(rows)}
      note="Overriding the machine is no mistake, and agreeing with it no merit: it can be wrong, and cases are not spread evenly. Ask about a difference; do not rank by it."
      picture={people.length > 0 ? <ShareRows groups={[{ name: null, rows: people.map(toShare) }]} /> : null}
      table={people.length > 0 ? <AgreementTable label="Agreement, by person" head="Person" rows={people} /> : null}
    />
  )
}

function AgreementTable({ label, head, rows }: { label: string; head: string; rows: AgreementRow[] }) {
  return (
    <NumberTable
      label={label}
      columns={[head, 'Agreed', 'Overrode', 'Cannot be compared', 'Agreement', '95 % interval']}
      rows={rows.map((row) => ({
        key: `${row.by} ${row.key}`,
        cells: [
          nameOf(row),
          row.agrees,
          row.overrides,
          row.neither,
          row.agreement.share === null ? 'none yet' : percent(row.agreement.share),
          row.agreement.share === null ? '' : `${percent(row.agreement.low)} to ${percent(row.agreement.high)}`,
        ],
      }))}
    />
  )
}

function toShare(row: AgreementRow) {
  return { key: `${row.by} ${row.key}`, name: nameOf(row), share: row.agreement }
}

function nameOf({ by, key, name }: AgreementRow): string {
  if (by === 'all') return 'All decisions'
  if (by === 'detector') return detectorNames[key] ?? key
  return by === 'media' ? (mediaTypeNames[key as keyof typeof mediaTypeNames] ?? key) : name
}
