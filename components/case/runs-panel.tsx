import type { Route } from 'next'
import Link from 'next/link'
import { type Deleted, DeletedNote } from '@/components/retention/deleted-note'
import { TimeAgo } from '@/components/shell/time-ago'
import { Badge } from '@/components/ui/badge'
import type { CaseDetection } from '@/lib/cases/read-case'
import { Disclosure } from './disclosure'
import { FactTable } from './fact-table'
import { judgedMediaWords, judgeName, statusWord } from './opinion-words'
import { Panel } from './panel'
import { RunCompare } from './run-compare'
import { comparedRun } from './run-diff'
import { parameterRows, runSeconds } from './run-words'
import { VerdictMark } from './verdict-mark'

interface RunsPanelProps {
  runs: CaseDetection[]
  now: Date
  shownId: string | undefined
  /** Where a run's evidence is shown, by its id. */
  hrefs: Record<string, string>
  deleted: Deleted | null
}

/** Every analysis of the case with its parameters, newest first; each leads to its evidence. What one waits for is told above. */
export function RunsPanel({ runs, now, shownId, hrefs, deleted }: RunsPanelProps) {
  const completed = runs.filter(({ status, result }) => status === 'completed' && result !== null)
  return (
    <Panel id="runs" title="Runs">
      <div className="grid gap-4">
        {deleted && (
          <DeletedNote deleted={deleted}>
            Parameters, verdicts and measurements stay. What each run read out of the file was
          </DeletedNote>
        )}
        {runs.length === 0 && <p className="text-sm text-muted-foreground">Nothing was analysed yet.</p>}
        <RunList {...{ runs, now, shownId, hrefs }} />
        {completed.length > 1 && <RunCompare runs={completed.map(comparedRun)} shownId={shownId} />}
      </div>
    </Panel>
  )
}

function RunList({ runs, now, shownId, hrefs }: Omit<RunsPanelProps, 'deleted'>) {
  return (
    <ol className="grid gap-3">
      {runs.map((run) => (
        <li key={run.id} className="grid gap-1.5 border-b pb-3 text-sm last:border-0 last:pb-0">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-medium [overflow-wrap:anywhere]">{judgeName(run)}</span>
            {run.secondOpinion && <Badge>Second opinion</Badge>}
            <Badge variant={run.status === 'failed' ? 'destructive' : 'outline'}>{statusWord(run)}</Badge>
            <VerdictMark label={run.label} score={run.score} />
            <span className="text-muted-foreground sm:ml-auto">
              <TimeAgo at={run.createdAt} now={now} />
              {run.completedAt && <>, ended after {runSeconds(run.createdAt, run.completedAt)}</>}
            </span>
          </p>
          {run.errorMessage && <p className="[overflow-wrap:anywhere]">{run.errorMessage}</p>}
          {judgedMediaWords(run) && <p className="text-muted-foreground">{judgedMediaWords(run)}</p>}
          {runs.length > 1 && run.status === 'completed' && <ToEvidence run={run} {...{ shownId, hrefs }} />}
          <Disclosure summary="Parameters">
            <FactTable rows={[...parameterRows(run.parameters), ['Detection id', run.id.replaceAll('-', '')]]} />
          </Disclosure>
        </li>
      ))}
    </ol>
  )
}

function ToEvidence({ run, shownId, hrefs }: { run: CaseDetection } & Pick<RunsPanelProps, 'shownId' | 'hrefs'>) {
  if (run.id === shownId) return <p className="text-muted-foreground">Its evidence is what this page shows.</p>
  return (
    <p>
      <Link href={(hrefs[run.id] ?? '') as Route} className="text-primary underline underline-offset-4">
        Show its evidence<span className="sr-only">: {judgeName(run)}</span>
      </Link>
    </p>
  )
}
