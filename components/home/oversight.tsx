import { warningOf } from '@/components/insights/insight-words'
import { readAgreement, readLoad } from '@/components/insights/readings'
import type { AgreementRow } from '@/lib/insights/read-agreement'
import type { PersonalLoad } from '@/lib/insights/read-workload'
import { HomeSection } from './home-section'

interface OversightProps {
  /** Of the last 30 days. */
  agreement: AgreementRow[]
  workload: PersonalLoad[]
}

/** What those who watch over the desk read first; the charts are on the Insights page. */
export function Oversight({ agreement, workload }: OversightProps) {
  const warning = warningOf(agreement.find(({ by }) => by === 'all')?.agreement.n ?? 0)
  const busiest = workload.slice(0, 5)
  return (
    <HomeSection id="oversight" title="The last 30 days" more={{ href: '/insights', label: 'Insights' }}>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <div className="min-w-0 rounded-lg border bg-card px-4 py-3 text-sm shadow-xs">
          <h3 className="font-medium">Agreement with the machine</h3>
          <p className="mt-1 text-pretty text-muted-foreground">
            {readAgreement(agreement)} {warning}
          </p>
        </div>
        <div className="min-w-0 rounded-lg border bg-card px-4 py-3 text-sm shadow-xs">
          <h3 className="font-medium">Workload</h3>
          <p className="mt-1 text-pretty text-muted-foreground">{readLoad(workload)}</p>
          {busiest.length > 0 ? (
            <ul className="mt-2 grid grid-cols-1 gap-0.5 text-[0.8125rem] tabular-nums">
              {busiest.map(({ memberId, name, decided, reviewed, inHand }) => (
                <li key={memberId} className="flex justify-between gap-3">
                  <span className="min-w-0 truncate">{name}</span>
                  <span className="shrink-0 text-muted-foreground">
                    {(decided + reviewed).toLocaleString('en')} decided, {inHand.toLocaleString('en')} in hand
                  </span>
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      </div>
    </HomeSection>
  )
}
