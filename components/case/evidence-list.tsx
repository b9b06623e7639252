import { type Deleted, DeletedNote } from '@/components/retention/deleted-note'
import { cn } from '@/components/ui/cn'
import type { CaseDetection, CaseEvidence } from '@/lib/cases/read-case'
import { type EvidenceStatus, evidenceStatuses } from '@/lib/engine/evidence'
import { Disclosure } from './disclosure'
import { EvidenceCard } from './evidence-card'
import { lettersOf } from './evidence-place'
import { EvidenceSummary } from './evidence-summary'
import { statusNames } from './evidence-words'
import { judgeName, judgeWords } from './opinion-words'
import { Panel } from './panel'

interface EvidenceListProps {
  run: CaseDetection
  /** The pieces whose picture still exists. */
  mapIds: Set<string>
  /** Whether the media itself can be shown. */
  viewable: boolean
  /** Whether whose it is must be said. */
  named: boolean
  /** The case's exhibits: some are pieces of evidence. */
  exhibits: { evidenceId: string | null; label: string }[]
  deleted: Deleted | null
}

/** Everything a run looked for, grouped by what came of it; also what it did not look for. */
export function EvidenceList({ run, mapIds, viewable, named, exhibits, deleted }: EvidenceListProps) {
  // Only over a picture does a map make sense; a spectrogram stands beside what it is of.
  const picture = run.result?.mediaType === 'image' ? 'map' : 'picture'
  const letters = lettersOf(exhibits)
  const groups = evidenceStatuses
    .map((status) => ({ status, pieces: run.evidence.filter((piece) => piece.status === status) }))
    .filter(({ pieces }) => pieces.length > 0)
  return (
    <Panel
      id="evidence"
      title="Evidence"
      aside={named && <span className="text-sm text-muted-foreground">{judgeName(run)}</span>}
    >
      <div className="grid gap-6">
        {deleted && (
          <DeletedNote deleted={deleted}>What each check measured stays. Words of the file itself were</DeletedNote>
        )}
        <EvidenceSummary evidence={run.evidence} />
        {!groups.some(({ status }) => status === 'hit') && <p className="text-sm">{nothingFound(run)}</p>}
        {groups.map(({ status, pieces }) => (
          <EvidenceGroup key={status} {...{ status, pieces, mapIds, viewable, picture, letters }} />
        ))}
      </div>
    </Panel>
  )
}

function nothingFound(run: CaseDetection): string {
  return run.detector === 'remote' && run.evidence.length === 0
    ? `A verdict is all that ${judgeWords(run)} gave: it tells nothing of what it rests on.`
    : 'No check found anything. That is not a sign that the media is authentic.'
}

interface EvidenceGroupProps {
  status: EvidenceStatus
  pieces: CaseEvidence[]
  mapIds: Set<string>
  viewable: boolean
  picture: 'map' | 'picture'
  letters: Map<string, string[]>
}

function EvidenceGroup({ status, pieces, mapIds, viewable, picture, letters }: EvidenceGroupProps) {
  const heading = `evidence-${status}`
  const brief = status === 'not_checked' || status === 'not_applicable'
  const list = (
    <ul className={cn('grid gap-2.5', brief && '2xl:grid-cols-2')}>
      {pieces.map((piece) => (
        <li key={piece.id}>
          <EvidenceCard
            piece={piece}
            picture={mapIds.has(piece.id) ? picture : null}
            viewable={viewable}
            letters={letters.get(piece.id) ?? []}
          />
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
