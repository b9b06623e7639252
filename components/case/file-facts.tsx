import { type Deleted, DeletedNote } from '@/components/retention/deleted-note'
import { TimeAgo } from '@/components/shell/time-ago'
import type { CaseDetail } from '@/lib/cases/read-case'
import type { MediaFacts } from '@/lib/engine/analysis'
import { CopyButton } from './copy-button'
import { type FactRow, FactTable } from './fact-table'
import { languageWords } from './language-words'
import { dimensions, fileSize, mediaLength, mediaTypeNames, sourceNames } from './media-words'
import { Panel } from './panel'
import { originalOf } from './viewed-case'

interface FileFactsProps {
  detail: CaseDetail
  facts: MediaFacts | null
  deleted: Deleted | null
  now: Date
}

/** The technical facts of the file, and where it came from. */
export function FileFacts({ detail, facts, deleted, now }: FileFactsProps) {
  const { case: found, submittedBy } = detail
  const original = originalOf(detail.copies)
  const rows: FactRow[] = [
    ['Source', sourceNames[found.source]],
    [
      'Handed in by',
      submittedBy ?? (found.submittedByKind === 'operator' ? 'Operator at the server' : 'A former member'),
    ],
    ['Handed in', <TimeAgo key="at" at={found.createdAt} now={now} />],
  ]
  if (found.language) rows.push(['Language', `${languageWords(found.language)}, as said at the hand-in`])
  if (found.sourceUrl) rows.push(['URL', found.sourceUrl])
  if (original) {
    rows.push(['Kind', `${mediaTypeNames[original.mediaType]} (${original.contentType})`])
    rows.push(['Size', `${fileSize(original.sizeBytes)} (${original.sizeBytes.toLocaleString('en-GB')} bytes)`])
    // Forgotten with the copy.
    if (original.sha256) rows.push(['SHA-256', <Hash key="hash" hex={original.sha256} />])
  }
  rows.push(...measured(facts, original))
  return (
    <Panel id="file" title="File">
      <FactTable rows={rows} />
      {deleted && (
        <div className="mt-3">
          <DeletedNote deleted={deleted}>Its name, its digest and the address it came from were</DeletedNote>
        </div>
      )}
    </Panel>
  )
}

function Hash({ hex }: { hex: string }) {
  return (
    <span className="flex items-start gap-1">
      <code className="min-w-0 font-mono text-xs leading-5 break-all">{hex}</code>
      <CopyButton text={hex} what="SHA-256" />
    </span>
  )
}

function measured(facts: MediaFacts | null, original: CaseDetail['copies'][number] | undefined): FactRow[] {
  const width = facts?.width ?? original?.width ?? null
  const height = facts?.height ?? original?.height ?? null
  const seconds = facts?.durationSeconds ?? original?.durationSeconds ?? null
  const rows: [name: string, value: string | null | undefined, id?: string][] = [
    ['Dimensions', width && height ? dimensions(width, height) : null, 'fact-dimensions'],
    ['Length', seconds === null ? null : mediaLength(seconds), 'fact-length'],
    ['Container', facts?.container],
    ['Video codec', facts?.videoCodec],
    ['Frame rate', facts?.frameRate ? `${Number(facts.frameRate.toFixed(2))} per second` : null],
    ['Audio codec', facts?.audioCodec],
    ['Sample rate', facts?.sampleRate ? `${facts.sampleRate} Hz` : null, 'fact-sample-rate'],
    ['Channels', facts?.channels ? String(facts.channels) : null],
  ]
  return rows.flatMap(([name, value, id]) => (value ? [id ? [name, value, id] : [name, value]] : []))
}
