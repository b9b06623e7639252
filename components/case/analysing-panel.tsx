import { Progress } from '@/components/ui/progress'
import { Panel } from './panel'
import { percent } from './verdict-words'

interface AnalysingPanelProps {
  /** 0-1. */
  progress: number
  /** What is being done, in words. */
  stage: string | null
}

/** How far a running analysis has come. Follows the page's live changes. */
export function AnalysingPanel({ progress, stage }: AnalysingPanelProps) {
  const share = Math.round(progress * 100)
  return (
    <Panel id="analysis" title="Being analysed">
      <div className="grid gap-2.5 text-sm">
        <Progress value={share} aria-label="Analysis progress" className="h-2" />
        <p className="flex justify-between gap-3">
          {/* Only the stage is read out: a number every second would drown everything else. */}
          <output aria-live="polite">{stage ?? 'Waiting for its turn'}</output>
          <span className="tabular-nums">{share > 0 ? percent(progress) : ''}</span>
        </p>
        <p className="text-muted-foreground">
          The verdict appears here by itself. You can go on with other cases in the meantime.
        </p>
      </div>
    </Panel>
  )
}
