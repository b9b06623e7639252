import type { MoveTarget } from '@/components/queue/move-menu'
import type { Deleted } from '@/components/retention/deleted-note'
import { RetentionMenu } from '@/components/retention/retention-menu'
import type { ViewedRetention } from '@/components/retention/retention-panel'
import type { CaseDetail } from '@/lib/cases/read-case'
import type { CaseRail as Rail } from '@/lib/cases/read-rail'
import type { KnownMedia } from '@/lib/sources/list-known-media'
import type { TriagedSource } from '@/lib/sources/list-sources'
import type { CaseActions } from './case-actions'
import { CaseHeader } from './case-header'
import { CaseKeys } from './case-keys'
import { CaseMedia } from './case-media'
import { CasePanels } from './case-panels'
import { placesOf } from './case-places'
import { CaseRail } from './case-rail'
import { judgesOf } from './event-judge'
import type { CaseExports } from './exports-panel'
import { PinExhibit } from './pin-exhibit'
import { PlaceNav } from './place-nav'
import { ShownEvidenceProvider } from './shown-evidence'
import { Timeline } from './timeline'
import { timelineWords } from './timeline-words'
import { failureOf, mediaStateOf, mediaUrl, picturesOf, regionsOf, shownRun } from './viewed-case'
import { tracksOf } from './viewed-tracks'

export interface CaseWorkbenchProps {
  detail: CaseDetail
  rail: Rail
  /** The reader owes a first impression: nothing here says what a machine or a colleague made of it. */
  withheld: boolean
  /** The run whose evidence was asked for; null: the one that decides. */
  runId: string | null
  memberId: string
  mayAsk: boolean
  mayClaim: boolean
  mayRetry: boolean
  /** The queues it can be moved to; none where the reader may not. */
  moveTo: MoveTarget[]
  /** What may be taken out of the case; null for those who may not. */
  exports: CaseExports | null
  retention: ViewedRetention
  /** Where it was found; null while that is kept back. */
  sources: TriagedSource[] | null
  /** The team's cases with the same file; null while that is kept back. */
  known: KnownMedia | null
  /** Whether the reader may write on cases: notes, and what sources are. */
  mayNote: boolean
  now: Date
  /** Addresses: the queue, the cases beside this one, and what follows a case's number to stay in that part. */
  places: { search: string; queue: string; previous: string | null; next: string | null; runs: Record<string, string> }
  actions: CaseActions
}

/** The workbench: media and what is known of it in the middle, verdict and decision at the side, what happened below. */
export function CaseWorkbench(props: CaseWorkbenchProps) {
  const { detail, runId, memberId, mayClaim, retention, now, places, actions } = props
  const run = shownRun(detail.detections, runId)
  const evidence = run?.evidence ?? []
  const pictures = picturesOf(evidence, detail.copies)
  const media = mediaStateOf(detail)
  const deleted = deletedOf(retention)
  const listed = placesOf(props)
  const preview = detail.copies.find(({ copy, deletedAt }) => copy === 'preview' && !deletedAt)
  return (
    <ShownEvidenceProvider>
      <PinExhibit
        caseId={detail.case.id}
        zeroRetention={detail.case.zeroRetention}
        pin={props.rail.may.pin ? actions.pin : null}
      >
        <div className="mx-auto grid w-full max-w-[110rem] grid-cols-[minmax(0,1fr)] gap-5 px-4 py-5 sm:px-6 lg:px-8">
          <CaseHeader
            {...{ detail, rail: props.rail, memberId, mayClaim, now, actions }}
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
          <div className="grid grid-cols-[minmax(0,1fr)] gap-5 min-[105rem]:grid-cols-[10rem_minmax(0,1fr)]">
            <PlaceNav places={listed} look="bar" className="-mx-1 xl:hidden" />
            <PlaceNav
              places={listed.filter(({ beside }) => !beside)}
              look="column"
              className="sticky top-5 hidden self-start min-[105rem]:block"
            />
            <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
              <div className="grid grid-cols-[minmax(0,1fr)] gap-5 xl:grid-cols-[minmax(0,1fr)_24rem] xl:grid-rows-[auto_1fr]">
                <CaseMedia
                  state={media}
                  failed={failureOf(detail, props.withheld) !== null}
                  receiptHref={deleted?.receiptHref ?? null}
                  poster={preview ? mediaUrl(preview.id) : null}
                  tracks={tracksOf(run, detail.copies)}
                  durationSeconds={run?.result?.facts.durationSeconds ?? null}
                  pictures={pictures}
                  regions={regionsOf(evidence)}
                  exhibits={props.rail.exhibits}
                />
                <div className="grid min-w-0 content-start gap-5 xl:col-start-2 xl:row-span-2 xl:row-start-1">
                  <CaseRail {...props} />
                </div>
                {/* No grid: in a row of its own the bar would not stay. */}
                <div className="flex min-w-0 flex-col gap-5">
                  <PlaceNav
                    places={listed.filter(({ beside }) => !beside)}
                    look="bar"
                    className="sticky top-0 z-20 -mt-2 hidden bg-background pt-2 xl:block min-[105rem]:hidden"
                  />
                  <CasePanels {...props} deleted={deleted} />
                </div>
              </div>
              <Timeline
                entries={detail.timeline}
                judges={judgesOf(detail.detections)}
                words={timelineWords(props.rail)}
                goesAt={retention.detail.retention === 'due' ? retention.detail.dueAt : null}
                deleted={deleted}
                now={now}
              />
            </div>
          </div>
        </div>
      </PinExhibit>
    </ShownEvidenceProvider>
  )
}

/** Since when and why the media is gone; null while it is not. */
function deletedOf({ detail, receiptHref }: ViewedRetention): Deleted | null {
  const { retention, reason, purgedAt } = detail
  return retention === 'purged' && reason && purgedAt ? { at: purgedAt, reason, receiptHref } : null
}
