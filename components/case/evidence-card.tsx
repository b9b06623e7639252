import { CircleAlert, CircleCheck, CircleDashed, CircleOff, type LucideIcon, SearchCheck } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import type { CaseEvidence } from '@/lib/cases/read-case'
import type { EvidenceStatus } from '@/lib/engine/evidence'
import { levelFacts } from '@/lib/engine/sound/spectrum-levels'
import { Disclosure } from './disclosure'
import { evidencePlace } from './evidence-place'
import { directionNames, factRows, familyNames, statusNames, strengthSentence } from './evidence-words'
import { FactTable } from './fact-table'
import { PinEvidence } from './pin-evidence'
import { ShowInViewer } from './show-in-viewer'

const icons: Record<EvidenceStatus, LucideIcon> = {
  hit: SearchCheck,
  clear: CircleCheck,
  not_applicable: CircleOff,
  not_checked: CircleDashed,
  failed: CircleAlert,
}

/** Facts that are a table beside the viewer, and as a row of one value not to be read. */
const tabledFacts: Record<string, readonly string[]> = { 'sound.spectrogram': levelFacts }

interface EvidenceCardProps {
  piece: CaseEvidence
  /** Its picture lies over the media (`map`), stands beside it, or there is none. */
  picture: 'map' | 'picture' | null
  /** Whether the media can be shown: without it there is no moment and no region to go to. */
  viewable: boolean
  /** The letters of exhibits that are this piece. */
  letters: string[]
}

/** One piece of evidence: what was found, what it points to, how strongly, and what it does not show. */
export function EvidenceCard({ piece, picture, viewable, letters }: EvidenceCardProps) {
  const { id, check, title, family, points, status, llr, strong, explain, doesNotShow, facts, region, time } = piece
  const Icon = icons[status]
  const found = status === 'hit'
  const looked = found || status === 'clear'
  const rows = factRows(facts, tabledFacts[check])
  const what = !viewable ? picture : time ? 'moment' : region ? 'region' : picture
  return (
    <article
      id={`evidence-${id}`}
      aria-labelledby={`title-${id}`}
      className={cn(
        'grid scroll-mt-20 gap-2 rounded-md border px-3.5 py-3 text-sm target:border-ring target:outline-1 target:outline-ring',
        !found && 'bg-muted/35',
      )}
    >
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
        <Icon aria-hidden className={cn('size-4 shrink-0', found ? 'text-foreground' : 'text-muted-foreground')} />
        <h4 id={`title-${id}`} className="font-medium">
          {title}
        </h4>
        <span className="flex flex-wrap gap-1.5 sm:ml-auto">
          <Badge variant={found ? 'info' : 'outline'}>{statusNames[status].name}</Badge>
          {found && <Badge variant="outline">{directionNames[points]}</Badge>}
          <Badge>{familyNames[family]}</Badge>
        </span>
      </div>
      <p>{explain}</p>
      {looked && (
        <p className="text-muted-foreground">
          <span className="font-medium">What it does not show: </span>
          {doesNotShow}
        </p>
      )}
      {(found || llr !== 0) && (
        <p className="text-muted-foreground">
          <span className="font-medium">Strength: </span>
          {strengthSentence(llr, strong)}
        </p>
      )}
      {(what || looked) && (
        <div className="flex flex-wrap items-center gap-2">
          {what && <ShowInViewer evidenceId={id} title={title} what={what} seconds={time?.start ?? null} />}
          {looked && <PinEvidence title={title} place={evidencePlace(piece)} letters={letters} />}
        </div>
      )}
      {rows.length > 0 && (
        <Disclosure summary={`Facts (${rows.length})`}>
          <FactTable rows={rows} />
        </Disclosure>
      )}
    </article>
  )
}
