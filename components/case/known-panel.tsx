import type { Route } from 'next'
import Link from 'next/link'
import { type Deleted, DeletedNote } from '@/components/retention/deleted-note'
import { SeenBefore } from '@/components/retention/seen-before'
import { TimeAgo } from '@/components/shell/time-ago'
import { Badge } from '@/components/ui/badge'
import type { Finding } from '@/lib/audit/events'
import { findingNames, stateNames } from '@/lib/cases/case-states'
import type { CaseEvidence } from '@/lib/cases/read-case'
import type { KnownCase, KnownMedia, NotCompared } from '@/lib/sources/list-known-media'
import type { CaseActions } from './case-actions'
import { KnownMatches } from './known-matches'
import { titleWords } from './media-words'
import { Panel } from './panel'
import { VerdictMark } from './verdict-mark'

interface KnownPanelProps {
  caseId: string
  known: KnownMedia
  /** Cases with the same bytes whose media is deleted. */
  seen: { number: number; at: Date }[]
  /** Of the run in view: what was looked for elsewhere. */
  evidence: CaseEvidence[]
  /** Why it says nothing of changed copies, where it does not. */
  notLooked: string
  /** Says whether a match is the same media; null for those who may not. */
  judge: CaseActions['judgeMatch'] | null
  deleted: Deleted | null
  now: Date
}

/** Whether the media was here before: other cases with the same file, purged ones by their keyed hash, and matches elsewhere. */
export function KnownPanel({ caseId, known, seen, evidence, notLooked, judge, deleted, now }: KnownPanelProps) {
  const { copies, whyNot, judged } = known
  const looked = evidence.find(({ check }) => check === 'match.known')
  const elsewhere = evidence.filter(
    ({ family, status, check }) => family === 'match' && status === 'hit' && check !== 'match.known',
  )
  return (
    <Panel id="known" title="Known media">
      <div className="grid gap-3 text-sm">
        {deleted ? (
          <DeletedNote deleted={deleted}>Its digest, by which the same file would be known again, was</DeletedNote>
        ) : (
          <p>{whyNot ? notCompared[whyNot] : comparedWords(copies.length)}</p>
        )}
        {copies.length > 0 && (
          <ul className="grid gap-2">
            {copies.map((copy) => (
              <Copy key={copy.id} copy={copy} now={now} />
            ))}
          </ul>
        )}
        <KnownMatches {...{ caseId, evidence, judged, judge, now }} />
        <SeenBefore seen={seen} now={now} />
        {elsewhere.length > 0 && (
          <ul className="grid gap-1">
            {elsewhere.map(({ id, title, explain }) => (
              <li key={id} className="[overflow-wrap:anywhere]">
                <a href={`#evidence-${id}`} className="font-medium text-primary underline underline-offset-4">
                  {title}
                </a>
                : {explain}
              </li>
            ))}
          </ul>
        )}
        {whyNot === null && !deleted && (
          <p className="text-[0.8125rem] leading-5 text-pretty text-muted-foreground">
            {looked ? looked.doesNotShow : notLooked}
          </p>
        )}
      </div>
    </Panel>
  )
}

const notCompared: Record<NotCompared, string> = {
  zero_retention:
    'Of a case that keeps nothing no file is looked for: a match would show what it was, so it is not kept either.',
  gone: 'Its digest went with its media, so it cannot be compared any more.',
  never_here: 'There is no file here to compare.',
}

function comparedWords(count: number): string {
  if (count === 0) return 'No other case of this team that keeps its media has the same file.'
  return count === 1 ? 'One other case has the same file.' : `${count} other cases have the same file.`
}

function Copy({ copy, now }: { copy: KnownCase; now: Date }) {
  const { number, title, state, label, finding, at } = copy
  return (
    <li className="grid gap-1 rounded-md border px-3.5 py-2.5">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link
          href={`/cases/${number}` as Route}
          className="min-w-0 font-medium text-primary underline decoration-primary/40 underline-offset-4 [overflow-wrap:anywhere]"
        >
          Case {number}: {titleWords(title)}
        </Link>
        <Badge variant="outline">{stateNames[state]}</Badge>
        <TimeAgo at={at} now={now} className="text-muted-foreground sm:ml-auto" />
      </p>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground">
        {finding ? (
          <span>
            People found: <span className="font-medium text-foreground">{findingWords(finding)}</span>
          </span>
        ) : (
          <span>No decision that is final.</span>
        )}
        {label && (
          <span className="flex items-center gap-1.5">
            Machine: <VerdictMark label={label} score={null} />
          </span>
        )}
      </p>
    </li>
  )
}

function findingWords(finding: string): string {
  return Object.hasOwn(findingNames, finding) ? findingNames[finding as Finding].name : finding
}
