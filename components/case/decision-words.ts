import type { Finding } from '@/lib/audit/events'
import { findingNames } from '@/lib/cases/case-states'
import type { RailDecision } from '@/lib/cases/read-rail'
import type { GivenDecision } from './case-actions'

type Confidence = NonNullable<GivenDecision['confidence']>

/** How sure somebody is, as the form asks it and as it is told afterwards. */
export const confidenceNames: Record<Confidence, { name: string; says: string }> = {
  low: { name: 'Low', says: 'Not sure of it' },
  medium: { name: 'Medium', says: 'Fairly sure of it' },
  high: { name: 'High', says: 'Sure of it' },
}
export const confidences = ['low', 'medium', 'high'] as const satisfies readonly Confidence[]

/** What of a decision goes beyond its finding and reason, as rows. */
export function decidedRows({
  tracks,
  actionLabel,
  policyName,
  policyVersion,
  confidence,
  exhibits,
  kind,
}: RailDecision): [name: string, says: string][] {
  const named = (finding: Finding | undefined) => (finding ? findingNames[finding].name : null)
  const rows: [string, string | null][] = [
    ['Picture', named(tracks.picture)],
    ['Sound', named(tracks.sound)],
    ['Action', actionLabel],
    ['Policy', policyName && `${policyName}, version ${policyVersion}`],
    ['Confidence', confidence && confidenceNames[confidence].says],
    ['Exhibits', exhibits.join(', ') || null],
    ['Made', kind === 'second' ? 'As a second look' : kind === 'appeal' ? 'On appeal' : null],
  ]
  return rows.flatMap(([name, says]) => (says ? [[name, says] as [string, string]] : []))
}
