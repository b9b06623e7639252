import { EyeOff } from 'lucide-react'
import type { Deleted } from '@/components/retention/deleted-note'
import { hasReport, saysRuns } from './case-places'
import type { CaseWorkbenchProps } from './case-workbench'
import { EvidenceList } from './evidence-list'
import { ExportsPanel, exportable } from './exports-panel'
import { FileFacts } from './file-facts'
import { notLookedWords } from './known-match-words'
import { KnownPanel } from './known-panel'
import { Panel } from './panel'
import { ProvenancePanel } from './provenance-panel'
import { ReportPanel } from './report-panel'
import { RunsPanel } from './runs-panel'
import { searchedWords } from './source-search'
import { whyNoSources } from './source-words'
import { SourcesPanel } from './sources-panel'
import { builtinAlone, mediaStateOf, picturesOf, shownRun } from './viewed-case'

/** What is known of a case's media, below it: what was found, asked, matched and run, and the file itself. */
export function CasePanels({ deleted, ...props }: CaseWorkbenchProps & { deleted: Deleted | null }) {
  const { detail, rail, withheld, sources, known, exports, mayAsk, now, actions } = props
  const { case: found, copies, detections } = detail
  const run = shownRun(detections, props.runId)
  const evidence = run?.evidence ?? []
  const maps = picturesOf(evidence, copies)
  return (
    <>
      {withheld && <Withheld />}
      {run && (
        <EvidenceList
          run={run}
          mapIds={new Set(maps.map(({ evidenceId }) => evidenceId))}
          viewable={mediaStateOf(detail).kind === 'present'}
          named={!builtinAlone(detections)}
          exhibits={rail.exhibits}
          deleted={deleted}
        />
      )}
      {run && hasReport(run) && <ReportPanel {...{ run, mayAsk, deleted, now, actions }} />}
      {sources && (
        <SourcesPanel
          caseId={found.id}
          sources={sources}
          searched={searchedWords(detail)}
          mayJudge={props.mayNote && found.withdrawnAt === null}
          whyNone={whyNoSources(found)}
          {...{ deleted, now }}
          judge={actions.judgeSource}
        />
      )}
      {run?.result && <ProvenancePanel run={run} c2pa={run.result.c2pa} evidence={evidence} deleted={deleted} />}
      {known && (
        <KnownPanel
          {...{ known, evidence, deleted, now }}
          caseId={found.id}
          notLooked={notLookedWords(detections, run)}
          seen={props.retention.detail.seenBefore}
          // Under zero retention what it matched is sealed, and nothing can be said of it that would be kept.
          judge={props.mayNote && found.withdrawnAt === null && !found.zeroRetention ? actions.judgeMatch : null}
        />
      )}
      {/* None may be told here only because they are kept back: they are not "nothing was analysed". */}
      {saysRuns(props) && (
        <RunsPanel runs={detections} shownId={run?.id} hrefs={props.places.runs} {...{ deleted, now }} />
      )}
      <FileFacts facts={run?.result?.facts ?? null} {...{ detail, deleted, now }} />
      {exports && <ExportsPanel number={found.number} now={now} {...exportable(rail)} {...exports} />}
    </>
  )
}

/** In the place of everything that would say what others, or a machine, made of it. */
function Withheld() {
  return (
    <Panel id="withheld" title="Shown after your first impression">
      <p className="flex gap-2 text-sm">
        <EyeOff aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
        <span>
          Evidence, report, sources, known media and completed runs. They are not on this page yet, so that what you
          think of the media is your own.
        </span>
      </p>
    </Panel>
  )
}
