import type { CaseDetection, CaseEvidence } from '@/lib/cases/read-case'
import { type EvidenceStatus, evidenceStatuses } from '@/lib/engine/evidence'
import { Disclosure } from './disclosure'
import { EvidenceCard } from './evidence-card'
import { statusNames } from './evidence-words'
import { Panel } from './panel'

/** Everything a run looked for, grouped by what came of it; also what it did not look for. */
export function EvidenceList({ run, mapIds }: { run: CaseDetection; mapIds: Set<string> }) {
  const groups = evidenceStatuses
    .map((status) => ({ status, pieces: run.evidence.filter((piece) => piece.status === status) }))
    .filter(({ pieces }) => pieces.length > 0)
  return (
    <Panel id="evidence" title="Evidence">
      <div className="grid gap-6">
        {!groups.some(({ status }) => status === 'hit') && (
          <p className="text-sm">No check found anything. That is not a sign that the media is authentic.</p>
        )}
        {groups.map(({ status, pieces }) => (
          <EvidenceGroup key={status} status={status} pieces={pieces} mapIds={mapIds} />
        ))}
      </div>
    </Panel>
  )
}

interface EvidenceGroupProps {
  status: EvidenceStatus
  pieces: CaseEvidence[]
  mapIds: Set<string>
}

function EvidenceGroup({ status, pieces, mapIds }: EvidenceGroupProps) {
  const heading = `evidence-${status}`
  const list = (
    <ul className="grid gap-2.5">
      {pieces.map((piece) => (
        <li key={piece.id}>
          <EvidenceCard piece={piece} hasMap={mapIds.has(piece.id)} />
        </li>
      ))}
    </ul>
  )
  return (
    <section aria-labelledby={heading} className="grid gap-2.5">
      <h3 id={heading} className="flex items-baseline gap-2 text-sm font-semibold">
        {statusNames[status].heading}
        <span className="text-xs font-normal text-muted-foreground tabular-nums">{pieces.length}</span>
      </h3>
      {status === 'not_applicable' ? <Disclosure summary="Show why they do not apply">{list}</Disclosure> : list}
    </section>
  )
}
