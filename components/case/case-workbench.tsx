import type { Deleted } from '@/components/retention/deleted-note'
import { RetentionMenu } from '@/components/retention/retention-menu'
import { RetentionPanel, saysRetention, type ViewedRetention } from '@/components/retention/retention-panel'
import { cn } from '@/components/ui/cn'
import type { CaseDetail } from '@/lib/cases/read-case'
import { AnalysingPanel } from './analysing-panel'
import type { CaseActions } from './case-actions'
import { CaseHeader } from './case-header'
import { CaseKeys } from './case-keys'
import { CaseMedia } from './case-media'
import type { StandingDecision } from './decided'
import { DecisionPanel } from './decision-panel'
import { judgesOf } from './event-judge'
import { EvidenceList } from './evidence-list'
import { type CaseExports, ExportsPanel } from './exports-panel'
import { FailedPanel } from './failed-panel'
import { FileFacts } from './file-facts'
import { opinionsOf } from './opinion-words'
import { PagePlaces } from './page-places'
import { ProvenancePanel } from './provenance-panel'
import { ReportPanel } from './report-panel'
import { RunsPanel } from './runs-panel'
import { ShownEvidenceProvider } from './shown-evidence'
import { Timeline } from './timeline'
import { VerdictPanel } from './verdict-panel'
import { builtinAlone, isRetryable, mediaStateOf, mediaUrl, picturesOf, regionsOf, shownRun } from './viewed-case'
import { WithdrawnPanel } from './withdrawn-panel'

interface CaseWorkbenchProps {
  detail: CaseDetail
  /** The run whose evidence was asked for; null: the one that decides. */
  runId: string | null
  memberId: string
  mayAsk: boolean
  mayClaim: boolean
  mayDecide: boolean
  mayRetry: boolean
  standing: StandingDecision | null
  /** What may be taken out of the case; null for those who may not. */
  exports: CaseExports | null
  retention: ViewedRetention
  now: Date
  /** Addresses: the queue, the cases beside this one, and what follows a case's number to stay in that part. */
  places: { search: string; queue: string; previous: string | null; next: string | null; runs: Record<string, string> }
  actions: CaseActions
}

/** The workbench: media and evidence in the middle, verdict and decision at the side, what happened below. */
export function CaseWorkbench(props: CaseWorkbenchProps) {
  const { detail, runId, memberId, mayAsk, mayClaim, retention, now, places, actions } = props
  const run = shownRun(detail.detections, runId)
  const evidence = run?.evidence ?? []
  const pictures = picturesOf(evidence, detail.copies)
  const media = mediaStateOf(detail)
  const deleted = deletedOf(retention)
  const preview = detail.copies.find(({ copy, deletedAt }) => copy === 'preview' && !deletedAt)
  return (
    <ShownEvidenceProvider>
      <div className="mx-auto grid w-full max-w-[110rem] gap-5 px-4 py-5 sm:px-6 lg:px-8">
        <CaseHeader
          {...{ detail, memberId, mayClaim, now, actions }}
          goesAt={retention.detail.retention === 'due' ? retention.detail.dueAt : undefined}
          queueHref={places.queue}
          previousHref={places.previous}
          nextHref={places.next}
        >
          <CaseKeys queueHref={places.queue} previousHref={places.previous} nextHref={places.next} />
          <RetentionMenu
            caseId={detail.case.id}
            number={detail.case.number}
            offered={retention.offered}
            actions={retention.actions}
          />
        </CaseHeader>
        <PagePlaces places={placesOf(props)} />
        <div className="grid gap-5 xl:grid-cols-[minmax(0,1fr)_24rem] xl:grid-rows-[auto_1fr]">
          <CaseMedia
            state={media}
            receiptHref={deleted?.receiptHref ?? null}
            poster={preview ? mediaUrl(preview.id) : null}
            peaks={run?.result?.peaks ?? []}
            frames={run?.result?.frames ?? []}
            pictures={pictures}
            regions={regionsOf(evidence)}
          />
          <div className="grid content-start gap-5 xl:col-start-2 xl:row-span-2 xl:row-start-1">
            <Rail {...props} />
          </div>
          <div className="grid min-w-0 content-start gap-5">
            {run && (
              <EvidenceList
                run={run}
                mapIds={new Set(pictures.map(({ evidenceId }) => evidenceId))}
                viewable={media.kind === 'present'}
                named={!builtinAlone(detail.detections)}
                deleted={deleted}
              />
            )}
            <div className={cn('grid items-start gap-5', run?.result && 'lg:grid-cols-2')}>
              <FileFacts detail={detail} facts={run?.result?.facts ?? null} deleted={deleted} now={now} />
              {run?.result && <ProvenancePanel c2pa={run.result.c2pa} evidence={evidence} deleted={deleted} />}
            </div>
            {run?.deletedAt === null && !run.secondOpinion && (
              <ReportPanel {...{ run, mayAsk, deleted, now, actions }} />
            )}
            <RunsPanel runs={detail.detections} now={now} shownId={run?.id} hrefs={places.runs} />
            {props.exports && (
              <ExportsPanel number={detail.case.number} decided={props.standing !== null} {...props.exports} />
            )}
          </div>
        </div>
        <Timeline entries={detail.timeline} judges={judgesOf(detail.detections)} now={now} />
      </div>
    </ShownEvidenceProvider>
  )
}

/** Since when and why the media is gone; null while it is not. */
function deletedOf({ detail, receiptHref }: ViewedRetention): Deleted | null {
  const { retention, reason, purgedAt } = detail
  return retention === 'purged' && reason && purgedAt ? { at: purgedAt, reason, receiptHref } : null
}

/** Whether there is something to decide, or a decision that stands. */
function showsDecision({ detail, mayDecide, standing }: Pick<CaseWorkbenchProps, 'detail' | 'mayDecide' | 'standing'>) {
  const { state } = detail.case
  if (state === 'analysing' || state === 'failed') return false
  return state === 'waiting' || state === 'claimed' ? mayDecide : standing !== null
}

function placesOf(props: CaseWorkbenchProps): [id: string, name: string][] {
  const run = shownRun(props.detail.detections, props.runId)
  return [
    ...(run ? [['verdict', 'Verdict'] as [string, string]] : []),
    ...(saysRetention(props.retention) ? [['retention', 'Retention'] as [string, string]] : []),
    ...(showsDecision(props) ? [['decision', 'Decision'] as [string, string]] : []),
    ...(run ? [['evidence', 'Evidence'] as [string, string]] : []),
    ...(run?.deletedAt === null && !run.secondOpinion ? [['report', 'Report'] as [string, string]] : []),
    ['file', 'File'],
    ...(props.exports ? [['exports', 'Export'] as [string, string]] : []),
    ['timeline', 'Timeline'],
  ]
}

function Rail({
  detail,
  runId,
  memberId,
  mayDecide,
  mayRetry,
  standing,
  retention,
  now,
  places,
  actions,
}: CaseWorkbenchProps) {
  const { case: found, claimedByName, detections } = detail
  const run = shownRun(detections, runId)
  const { deciding, second } = opinionsOf(detections)
  const decides = showsDecision({ detail, mayDecide, standing })
  return (
    <>
      {found.state === 'analysing' && (
        <AnalysingPanel runs={detections.filter(({ status }) => status === 'processing')} />
      )}
      {found.failure !== null && (
        <FailedPanel
          caseId={found.id}
          reason={found.failure}
          retry={actions.retry}
          mayRetry={mayRetry}
          retryable={isRetryable(detail)}
        />
      )}
      {found.withdrawnAt && <WithdrawnPanel at={found.withdrawnAt} now={now} />}
      {run && (
        <VerdictPanel
          run={run}
          opinions={deciding && second ? { deciding, second, tellsWaiting: found.state !== 'analysing' } : null}
          alone={builtinAlone(detections)}
          hrefs={places.runs}
        />
      )}
      {saysRetention(retention) && <RetentionPanel {...{ retention, memberId, now }} number={found.number} />}
      {/* Last, because it stays in view: whatever came after it would slide under it. */}
      {decides && (
        <div className="xl:sticky xl:top-5">
          <DecisionPanel
            caseId={found.id}
            number={found.number}
            state={found.state}
            search={places.search}
            zeroRetention={found.zeroRetention}
            heldBy={
              found.state === 'claimed' && found.claimedBy !== memberId ? (claimedByName ?? 'Someone else') : null
            }
            standing={standing}
            now={now}
            actions={actions}
          />
        </div>
      )}
    </>
  )
}
