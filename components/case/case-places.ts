import { saysRetention } from '@/components/retention/retention-panel'
import { showsDecision } from './case-rail'
import type { CaseWorkbenchProps } from './case-workbench'
import { viewerId } from './shown-evidence'
import { shownRun } from './viewed-case'

/** A part of the case page that can be gone to. */
export interface CasePlace {
  id: string
  name: string
  /** How much is to be found there; null: it is not counted. */
  count: number | null
  /** It stands beside the media on a wide page, where it is in view anyway. */
  beside: boolean
}

type Shown = Pick<
  CaseWorkbenchProps,
  'detail' | 'rail' | 'runId' | 'retention' | 'sources' | 'known' | 'exports' | 'withheld'
>

/** The parts of a case page in the order in which they stand, without those that are not there. */
export function placesOf(props: Shown): CasePlace[] {
  const { detail, rail, retention, sources, known, exports } = props
  const run = shownRun(detail.detections, props.runId)
  const hits = run?.evidence.filter(({ status }) => status === 'hit').length ?? 0
  const seen = (known?.copies.length ?? 0) + retention.detail.seenBefore.length
  const here = (id: string, name: string, count: number | null = null) => ({ id, name, count, beside: false })
  const beside = (id: string, name: string, count: number | null = null) => ({ id, name, count, beside: true })
  return [
    here(viewerId, 'Media'),
    run && beside('verdict', 'Verdict'),
    saysRetention(retention) && beside('retention', 'Retention'),
    showsDecision(props) && beside('decision', 'Decision'),
    (rail.notes.length > 0 || rail.may.note) && beside('notes', 'Notes', rail.notes.length),
    run && here('evidence', 'Evidence', hits),
    hasReport(run) && here('report', 'Report', run?.questions.length ?? 0),
    sources && here('sources', 'Sources', sources.filter(({ judgement }) => judgement === null).length),
    run?.result && here('provenance', 'Provenance'),
    known && here('known', 'Known media', seen),
    saysRuns(props) && here('runs', 'Runs', detail.detections.length),
    here('file', 'File'),
    exports && here('exports', 'Export'),
    here('timeline', 'Timeline'),
  ].filter((place): place is CasePlace => Boolean(place))
}

/** Whether the runs are told: all of them may be kept back until a first impression is given. */
export function saysRuns({ detail, withheld }: Pick<Shown, 'detail' | 'withheld'>): boolean {
  return !withheld || detail.detections.length > 0
}

/** Whether a report and questions belong to the run: not to a deleted one, nor to a second opinion. */
export function hasReport(run: ReturnType<typeof shownRun>): boolean {
  return run?.deletedAt === null && !run.secondOpinion
}
