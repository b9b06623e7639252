import { TimeAgo } from '@/components/shell/time-ago'
import { Badge } from '@/components/ui/badge'
import type { CaseDetection } from '@/lib/cases/read-case'
import { Disclosure } from './disclosure'
import { FactTable } from './fact-table'
import { Panel } from './panel'
import { parameterRows, runSeconds } from './run-words'
import { VerdictMark } from './verdict-mark'

const statuses: Record<CaseDetection['status'], string> = {
  processing: 'Running',
  completed: 'Completed',
  failed: 'Failed',
}

/** Every analysis of the case with its parameters, newest first. */
export function RunsPanel({ runs, now }: { runs: CaseDetection[]; now: Date }) {
  return (
    <Panel id="runs" title="Runs">
      <ol className="grid gap-3">
        {runs.map((run) => (
          <li key={run.id} className="grid gap-1.5 border-b pb-3 text-sm last:border-0 last:pb-0">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-medium">Built-in engine</span>
              <Badge variant={run.status === 'failed' ? 'destructive' : 'outline'}>{statuses[run.status]}</Badge>
              <VerdictMark label={run.label} score={run.score} />
              <span className="text-muted-foreground sm:ml-auto">
                <TimeAgo at={run.createdAt} now={now} />
                {run.completedAt && <>, took {runSeconds(run.createdAt, run.completedAt)}</>}
              </span>
            </p>
            {run.errorMessage && <p className="[overflow-wrap:anywhere]">{run.errorMessage}</p>}
            <Disclosure summary="Parameters">
              <FactTable rows={[...parameterRows(run.parameters), ['Detection id', run.id.replaceAll('-', '')]]} />
            </Disclosure>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
