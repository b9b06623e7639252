import { CircleAlert, RotateCw } from 'lucide-react'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { ActionButton } from './action-button'
import type { CaseActions } from './case-actions'

interface FailedPanelProps {
  caseId: string
  reason: string
  retry: CaseActions['retry']
  mayRetry: boolean
  /** Whether there is still something to analyse. */
  retryable: boolean
}

/** Why an analysis failed, and the way to try it again. */
export function FailedPanel({ caseId, reason, retry, mayRetry, retryable }: FailedPanelProps) {
  return (
    <section aria-labelledby="failed" className="rounded-lg border bg-card p-4 shadow-xs sm:p-5">
      <h2 id="failed" className="mb-3 text-base leading-6 font-semibold tracking-tight">
        The analysis failed
      </h2>
      <Alert variant="destructive">
        <CircleAlert aria-hidden />
        <AlertTitle>Why</AlertTitle>
        <AlertDescription className="[overflow-wrap:anywhere]">{reason}</AlertDescription>
      </Alert>
      {!retryable && (
        <p className="mt-3 text-sm text-muted-foreground">
          Its media is not kept, so it cannot be analysed again. It would have to be handed in once more.
        </p>
      )}
      {mayRetry && retryable && (
        <ActionButton className="mt-3 w-full" action={retry} input={{ caseId }} busy="Starting">
          <RotateCw aria-hidden /> Retry the analysis
        </ActionButton>
      )}
    </section>
  )
}
