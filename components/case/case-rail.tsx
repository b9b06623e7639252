import { EyeOff } from 'lucide-react'
import { RetentionPanel, saysRetention } from '@/components/retention/retention-panel'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { AnalysingPanel } from './analysing-panel'
import type { CaseWorkbenchProps } from './case-workbench'
import { CloseCase } from './close-case'
import { DecisionPanel } from './decision-panel'
import { doubtsOf } from './doubts'
import { FailedPanel } from './failed-panel'
import { MoveDialog } from './move-dialog'
import { NotesPanel } from './notes-panel'
import { opinionsOf, toldToAdmins } from './opinion-words'
import { SkipDialog } from './skip-dialog'
import { VerdictPanel } from './verdict-panel'
import { percent } from './verdict-words'
import { builtinAlone, failedForGood, failureOf, isRetryable, mediaStateOf, shownRun } from './viewed-case'
import { WithdrawnPanel } from './withdrawn-panel'

/** Whether there is something to decide, or a decision that was made. */
export function showsDecision({ detail, rail }: Pick<CaseWorkbenchProps, 'detail' | 'rail'>) {
  const { state } = detail.case
  if (state === 'analysing' || state === 'failed') return false
  return state === 'waiting' || state === 'claimed' || rail.standing !== null
}

/** What stands at the side of a case: its verdict, when its media goes, the decision and what colleagues say of it. */
export function CaseRail(props: CaseWorkbenchProps) {
  const { detail, rail, withheld, runId, memberId, mayClaim, mayRetry, moveTo, retention, known } = props
  const { now, places, actions } = props
  const { case: found, claimedByName, detections } = detail
  const run = shownRun(detections, runId)
  const { deciding, second } = opinionsOf(detections)
  const free = rail.may.escalate || rail.may.decide
  const failure = failureOf(detail, withheld)
  const move = rail.may.move && (
    <MoveDialog caseId={found.id} number={found.number} from={found.queueId} targets={moveTo} move={actions.move} />
  )
  return (
    <>
      {/* Always there, so that a verdict that arrives is read out. */}
      <p role="status" className="sr-only">
        {standingWords(props)}
      </p>
      {found.state === 'analysing' && (
        <AnalysingPanel runs={detections.filter(({ status }) => status === 'processing')}>{move}</AnalysingPanel>
      )}
      {withheld && found.state === 'analysing' && (
        <Alert variant="info">
          <EyeOff aria-hidden />
          <AlertTitle>No verdict is shown yet</AlertTitle>
          <AlertDescription>
            You say what you think first. Docket asks once the analysis has ended, and shows the verdict afterwards.
          </AlertDescription>
        </Alert>
      )}
      {failure !== null && found.withdrawnAt === null && (
        <FailedPanel
          {...{ found, actions }}
          reason={failure}
          forAdmin={toldToAdmins([deciding, second])}
          may={rail.may}
          mayRetry={mayRetry && (found.state === 'failed' || found.state === 'waiting')}
          retryable={isRetryable(detail)}
          final={failedForGood(detections)}
          seen={mediaStateOf(detail).kind === 'present'}
        >
          {found.state === 'failed' && move}
        </FailedPanel>
      )}
      {found.withdrawnAt && <WithdrawnPanel at={found.withdrawnAt} now={now} />}
      {run && (
        <VerdictPanel
          run={run}
          opinions={deciding && second ? { deciding, second, tellsWaiting: found.state !== 'analysing' } : null}
          alone={builtinAlone(detections)}
          hrefs={places.runs}
          doubts={doubtsOf({ run, runs: detections, known: known?.copies ?? [] })}
          folded={rail.may.decide}
        />
      )}
      {saysRetention(retention) && <RetentionPanel {...{ retention, memberId, now }} number={found.number} />}
      {/* Last, because it stays in view: whatever came after it would slide under it. It scrolls by itself where it is too tall. */}
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-5 xl:sticky xl:top-5 xl:-m-1 xl:max-h-[calc(100dvh-2.5rem)] xl:scroll-pb-24 xl:overflow-y-auto xl:p-1">
        {showsDecision(props) && (
          <DecisionPanel {...{ found, claimedByName, memberId, rail, withheld, now, actions }} search={places.search}>
            {mayClaim && free && (
              <SkipDialog caseId={found.id} number={found.number} search={places.search} skip={actions.skip} />
            )}
            {move}
            {rail.may.close && <CloseCase {...{ found }} close={actions.close} />}
          </DecisionPanel>
        )}
        <NotesPanel {...{ rail, memberId, now, actions }} zeroRetention={found.zeroRetention} />
      </div>
    </>
  )
}

/** How far the case has come, in one sentence. */
function standingWords({ detail: { case: found, detections }, withheld, runId }: CaseWorkbenchProps): string {
  if (found.state === 'analysing') return 'The case is being analysed.'
  if (failureOf({ case: found, detections }, withheld) !== null) return 'The analysis failed.'
  if (withheld) return 'The analysis has ended.'
  const verdict = shownRun(detections, runId)?.result?.verdict
  return verdict ? `Verdict: ${verdict.label}, ${percent(verdict.score)}.` : ''
}
