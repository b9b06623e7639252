import { CircleAlert, Eye, RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import type { CaseDetail } from '@/lib/cases/read-case'
import type { CaseRail } from '@/lib/cases/read-rail'
import { ActionButton } from './action-button'
import type { CaseActions } from './case-actions'
import { CloseCase } from './close-case'

interface FailedPanelProps {
  found: Pick<CaseDetail['case'], 'id' | 'number' | 'state'>
  reason: string
  /** What was said to admins of it; null for whoever is none, and where nothing was. */
  forAdmin: string | null
  may: Pick<CaseRail['may'], 'waive' | 'close'>
  mayRetry: boolean
  /** Whether there is still something to analyse. */
  retryable: boolean
  /** Whether that cannot help: then it is not what is offered first. */
  final: boolean
  /** Whether people can look at the media. */
  seen: boolean
  actions: Pick<CaseActions, 'retry' | 'waive' | 'close'>
  /** More that can be done with it. */
  children?: ReactNode
}

/** Why an analysis failed, and the ways on: try it again, decide without it, or end the case. */
export function FailedPanel({
  found,
  reason,
  forAdmin,
  may,
  mayRetry,
  retryable,
  final,
  seen,
  actions,
  children,
}: FailedPanelProps) {
  const input = { caseId: found.id }
  const ended = found.state === 'failed'
  const retry = mayRetry && retryable && (
    <ActionButton
      variant={final ? 'outline' : 'default'}
      className="w-full"
      action={actions.retry}
      input={input}
      busy="Starting"
    >
      <RotateCw aria-hidden /> Retry the analysis
    </ActionButton>
  )
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
      {forAdmin && (
        <p className="mt-3 text-sm text-muted-foreground [overflow-wrap:anywhere]">For admins: {forAdmin}</p>
      )}
      {ended && !retryable && (
        <p className="mt-3 text-sm text-muted-foreground">
          Its media is not kept, so it cannot be analysed again. It would have to be handed in once more.
        </p>
      )}
      {!ended && found.state !== 'closed' && (
        <p className="mt-3 text-sm text-pretty text-muted-foreground">
          There is no verdict: what is decided rests on what people see and hear.
        </p>
      )}
      <div className="mt-3 grid gap-2 empty:hidden">
        {!final && retry}
        {may.waive && seen && (
          <ActionButton variant="outline" className="w-full" action={actions.waive} input={input} busy="Opening">
            <Eye aria-hidden /> Decide without analysis
          </ActionButton>
        )}
        {final && retry}
        {ended && may.close && <CloseCase found={found} close={actions.close} />}
        {children}
      </div>
    </section>
  )
}
