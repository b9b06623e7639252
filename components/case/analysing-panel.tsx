import { CircleAlert, LoaderCircle } from 'lucide-react'
import type { ReactNode } from 'react'
import { Progress } from '@/components/ui/progress'
import type { CaseDetection } from '@/lib/cases/read-case'
import { judgeName, waitingWords } from './opinion-words'
import { Panel } from './panel'
import { percent } from './verdict-words'

interface AnalysingPanelProps {
  runs: CaseDetection[]
  /** What can be done with the case meanwhile. */
  children?: ReactNode
}

/** How far the running analyses of a case have come, and what each waits for. Follows the page's live changes. */
export function AnalysingPanel({ runs, children }: AnalysingPanelProps) {
  return (
    <Panel id="analysis" title="Being analysed">
      <div className="grid gap-4 text-sm">
        {runs.map((run) => (
          <RunningRun key={run.id} run={run} named={runs.length > 1 || run.detector === 'remote'} />
        ))}
        <p className="text-muted-foreground">
          The verdict appears here by itself. You can go on with other cases in the meantime.
        </p>
        {children && <div className="grid gap-2">{children}</div>}
      </div>
    </Panel>
  )
}

function RunningRun({ run, named }: { run: CaseDetection; named: boolean }) {
  const share = Math.round(run.progress * 100)
  const held = run.remote?.trouble != null
  const Icon = held ? CircleAlert : LoaderCircle
  // How far another server has come is not known here, so there is no bar to fill.
  const elsewhere = run.detector === 'remote'
  return (
    <div className="grid gap-2">
      {named && <h3 className="font-medium [overflow-wrap:anywhere]">{judgeName(run)}</h3>}
      {!elsewhere && <Progress value={share} aria-label={`Analysis progress, ${judgeName(run)}`} className="h-2" />}
      <p className="flex gap-2">
        {elsewhere && (
          <Icon
            aria-hidden
            className={
              held ? 'mt-0.5 size-4 shrink-0 text-verdict-uncertain' : 'mt-0.5 size-4 shrink-0 motion-safe:animate-spin'
            }
          />
        )}
        {/* Only the stage is read out: a number every second would drown everything else. */}
        <output aria-live="polite" className="min-w-0 flex-1 [overflow-wrap:anywhere]">
          {waitingWords(run)}
        </output>
        {!elsewhere && <span className="tabular-nums">{share > 0 ? percent(run.progress) : ''}</span>}
      </p>
      {run.remote?.troubleForAdmin && (
        <p className="text-[0.8125rem] text-muted-foreground [overflow-wrap:anywhere]">
          For admins: {run.remote.troubleForAdmin}
        </p>
      )}
    </div>
  )
}
