'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useState } from 'react'
import { toast } from 'sonner'
import { ReasonDialog } from '@/components/known/reason-dialog'
import { TimeAgo } from '@/components/shell/time-ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import type { CaseEvidence } from '@/lib/cases/read-case'
import type { JudgedMatch } from '@/lib/sources/list-known-media'
import type { CaseActions } from './case-actions'
import { likeness } from './known-match-words'
import { useAction } from './use-action'

interface KnownMatchesProps {
  caseId: string
  /** Of the run in view. */
  evidence: CaseEvidence[]
  judged: JudgedMatch[]
  /** Null for those who may not. */
  judge: CaseActions['judgeMatch'] | null
  now: Date
}

/** What known media the run matched, how alike it is, and what people made of each match. */
export function KnownMatches({ caseId, evidence, judged, judge, now }: KnownMatchesProps) {
  const matches = evidence.filter(({ check, status }) => check === 'match.known' && status === 'hit')
  if (matches.length === 0) return null
  return (
    <ul className="grid gap-2">
      {matches.map((match) => (
        <Match
          key={match.id}
          match={match}
          judged={judged.find(({ knownId }) => knownId === match.facts.knownId) ?? null}
          {...{ caseId, judge, now }}
        />
      ))}
    </ul>
  )
}

interface MatchProps extends Pick<KnownMatchesProps, 'caseId' | 'judge' | 'now'> {
  match: CaseEvidence
  judged: JudgedMatch | null
}

function Match({ match, judged, caseId, judge, now }: MatchProps) {
  const { pending, run } = useAction()
  const [asks, setAsks] = useState(false)
  const { knownId, caseNumber, name } = match.facts
  const called = typeof caseNumber === 'number' ? `Case ${caseNumber}` : typeof name === 'string' ? name : match.title
  const known = typeof knownId === 'string' ? knownId : null

  const say = (judgement: 'same' | null) => {
    if (!judge || !known) return
    run(
      () => judge({ caseId, knownId: known, judgement }),
      () => {
        toast.success(judgement ? 'Judged: the same media' : 'Open again')
      },
    )
  }

  return (
    <li className="grid gap-1.5 rounded-md border px-3.5 py-2.5">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {typeof caseNumber === 'number' ? (
          <Link
            href={`/cases/${caseNumber}` as Route}
            className="font-medium text-primary underline decoration-primary/40 underline-offset-4"
          >
            {called}
          </Link>
        ) : (
          <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{called}</span>
        )}
        <Badge className="sm:ml-auto">{likeness(match.facts)}</Badge>
      </p>
      <p className="[overflow-wrap:anywhere]">
        {match.explain}{' '}
        <a href={`#evidence-${match.id}`} className="text-primary underline underline-offset-4">
          The evidence
        </a>
      </p>
      {judge && known && (
        <fieldset className="flex flex-wrap gap-1.5">
          <legend className="sr-only">Whether it is the same media as {called}</legend>
          <Button
            variant={judged?.judgement === 'same' ? 'default' : 'outline'}
            size="sm"
            aria-pressed={judged?.judgement === 'same'}
            aria-disabled={pending}
            onClick={() => say(judged?.judgement === 'same' ? null : 'same')}
          >
            The same
          </Button>
          <Button
            variant={judged?.judgement === 'different' ? 'default' : 'outline'}
            size="sm"
            aria-pressed={judged?.judgement === 'different'}
            aria-disabled={pending}
            onClick={() => (judged?.judgement === 'different' ? say(null) : setAsks(true))}
          >
            Not the same
          </Button>
          <ReasonDialog
            open={asks}
            onOpenChange={setAsks}
            title={`Not the same as ${called}`}
            means="The match is passed over when either is analysed again. The verdict this run gave stays; decide the case as you see it."
            label="What tells them apart"
            says={['It is not the same', 'Keeping it…']}
            send={(reason) => judge({ caseId, knownId: known, judgement: 'different', reason })}
            done="Judged: not the same media"
          />
        </fieldset>
      )}
      {judged && (
        <p className="text-muted-foreground [overflow-wrap:anywhere]">
          {judged.judgement === 'same' ? 'The same' : 'Not the same'}, says {judged.judgedByName ?? 'a former member'},{' '}
          <TimeAgo at={judged.judgedAt} now={now} />
          {judged.reason ? `: “${judged.reason}”` : '.'}
        </p>
      )}
    </li>
  )
}
