import { CircleAlert } from 'lucide-react'
import { type Deleted, DeletedNote } from '@/components/retention/deleted-note'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import type { PurgeReason } from '@/lib/audit/events'
import type { CaseDetection } from '@/lib/cases/read-case'
import { isDetectorsReport } from '@/lib/detect/report-author'
import type { CaseActions } from './case-actions'
import { judgeWords } from './opinion-words'
import { Panel } from './panel'
import { QuestionForm } from './question-form'
import { QuestionList } from './question-list'
import { sampleQuestions } from './question-samples'
import { reportParts } from './report-words'
import { WriteReportButton } from './write-report-button'

interface ReportPanelProps {
  /** The run that is shown: a completed one. */
  run: CaseDetection
  mayAsk: boolean
  deleted: Deleted | null
  now: Date
  actions: Pick<CaseActions, 'report' | 'ask'>
}

/** The evidence in words, and answers to questions about it, made by rule from the evidence alone; or a detector's own report. */
export function ReportPanel({ run, mayAsk, deleted, now, actions }: ReportPanelProps) {
  return (
    <Panel id="report" title="Report and questions">
      <div className="grid gap-5 text-sm">
        {deleted && <DeletedNote deleted={deleted}>{wordsGone[deleted.reason]} were</DeletedNote>}
        <Report run={run} mayAsk={mayAsk} report={actions.report} />
        <section aria-labelledby="questions" className="grid gap-3 border-t pt-4">
          <h3 id="questions" className="font-medium">
            Questions
          </h3>
          {mayAsk && <QuestionForm key={run.id} detectionId={run.id} samples={samplesOf(run)} ask={actions.ask} />}
          <QuestionList questions={run.questions} evidence={run.evidence} now={now} />
        </section>
      </div>
    </Panel>
  )
}

/** What can be asked of such media. What was asked stays offered, so that the focus stays where it is. */
function samplesOf({ result }: CaseDetection): string[] {
  return result ? sampleQuestions(result.mediaType).map(({ query }) => query) : []
}

const onlyTheirs = 'Only words that come from the file itself'
const all = 'The report’s words, the questions and their answers'

/** What of a report and its questions went with the media. */
const wordsGone: Record<PurgeReason, string> = {
  zero_retention: onlyTheirs,
  key_lost: onlyTheirs,
  withdrawn: all,
  manual: all,
  erasure: all,
}

interface ReportProps {
  run: CaseDetection
  mayAsk: boolean
  report: CaseActions['report']
}

function Report({ run, mayAsk, report }: ReportProps) {
  const { id, intelligence } = run
  const write = (words: string) =>
    mayAsk && (
      <div>
        <WriteReportButton detectionId={id} report={report} under="report">
          {words}
        </WriteReportButton>
      </div>
    )
  if (intelligence === null) {
    return (
      <div className="grid gap-2">
        <p className="text-muted-foreground">
          A report puts the evidence into sentences, by rule and without a language model.
        </p>
        {write('Write a report')}
      </div>
    )
  }
  const { status, description, errorMessage } = intelligence
  if (status === 'failed') {
    return (
      <div className="grid gap-2">
        <Alert variant="destructive">
          <CircleAlert aria-hidden />
          <AlertTitle>There is no report</AlertTitle>
          <AlertDescription>{errorMessage}</AlertDescription>
        </Alert>
        {write('Write it again')}
      </div>
    )
  }
  const isElsewhere = isDetectorsReport(run, intelligence)
  const parts = description ? reportParts(description, isElsewhere) : []
  return (
    <div aria-live="polite" className="grid gap-3">
      {status === 'processing' && (
        <p className="text-muted-foreground">The report is being written. It appears here by itself.</p>
      )}
      {status === 'completed' && parts.length === 0 && (
        <p className="text-muted-foreground">The report’s words were deleted with the media.</p>
      )}
      {parts.map(([heading, text]) => (
        <section key={heading} className="grid gap-1">
          <h3 className="font-medium">{heading}</h3>
          <p className="max-w-prose [overflow-wrap:anywhere]">{text}</p>
        </section>
      ))}
      {parts.length > 0 && (
        <p className="text-[0.8125rem] leading-5 text-muted-foreground">
          {isElsewhere
            ? `Written by ${judgeWords(run)}. Docket does not know how, and it is not among the evidence.`
            : 'Made by rule from the evidence, without a language model. It knows nothing that the evidence does not say.'}
        </p>
      )}
    </div>
  )
}
