import { TimeAgo } from '@/components/shell/time-ago'
import { Badge } from '@/components/ui/badge'
import type { CaseEvidence, CaseQuestion } from '@/lib/cases/read-case'
import { citedEvidence } from './cited-evidence'

interface QuestionListProps {
  questions: CaseQuestion[]
  /** Of the run that was asked about. */
  evidence: CaseEvidence[]
  now: Date
}

/** What was asked, newest first, each with its answer or the reason there is none. Answers appear by themselves. */
export function QuestionList({ questions, evidence, now }: QuestionListProps) {
  return (
    <div aria-live="polite">
      {questions.length === 0 ? (
        <p className="text-muted-foreground">Nothing was asked yet.</p>
      ) : (
        <ol className="grid gap-3">
          {questions.map((question) => (
            <li key={question.id} className="grid gap-1 rounded-md border px-3.5 py-3">
              <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{question.query}</span>
                <TimeAgo at={question.createdAt} now={now} className="text-muted-foreground sm:ml-auto" />
              </p>
              <Outcome question={question} evidence={evidence} />
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

interface OutcomeProps {
  question: CaseQuestion
  evidence: CaseEvidence[]
}

function Outcome({ question: { status, answer, errorMessage }, evidence }: OutcomeProps) {
  switch (status) {
    case 'pending':
    case 'processing':
      return <p className="text-muted-foreground">Being answered. The answer appears here by itself.</p>
    case 'completed':
      return (
        <>
          <p className="max-w-prose whitespace-pre-line [overflow-wrap:anywhere]">{answer}</p>
          <Cited evidence={citedEvidence(answer ?? '', evidence)} />
        </>
      )
    case 'failed':
      return (
        <div className="grid gap-1">
          <Badge variant="outline">Not answered</Badge>
          <p className="max-w-prose [overflow-wrap:anywhere]">{errorMessage}</p>
        </div>
      )
    default:
      return status satisfies never
  }
}

/** The evidence an answer rests on, to go to. */
function Cited({ evidence }: { evidence: CaseEvidence[] }) {
  if (evidence.length === 0) return null
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-1 items-center text-[0.8125rem] text-muted-foreground">
      Rests on:
      {evidence.map(({ id, title }) => (
        <a
          key={id}
          href={`#evidence-${id}`}
          className="inline-flex min-h-6 items-center text-primary underline underline-offset-4"
        >
          {title}
        </a>
      ))}
    </p>
  )
}
