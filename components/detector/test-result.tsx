import { CircleAlert, CircleCheck, CircleX } from 'lucide-react'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import type { ConnectionTest, TestStep, TestStepName } from '@/lib/detect/test-steps'
import type { ActionResult } from '@/lib/http/server-action'
import { spanWords } from './detector-words'

const names: Record<TestStepName, { done: string; failed: string }> = {
  reached: { done: 'Reached', failed: 'Not reached' },
  key: { done: 'Key accepted', failed: 'Key refused' },
  accepted: { done: 'Detection accepted', failed: 'Detection not accepted' },
  finished: { done: 'Verdict received', failed: 'No verdict' },
  deleted: { done: 'Deleted there', failed: 'Not deleted there' },
}

/** What a test found, step by step; every failure with what to do about it. */
export function TestResult({ result, host }: { result: ActionResult<ConnectionTest>; host: string | null }) {
  if (!result.ok) {
    return (
      <Alert variant="destructive">
        <CircleAlert aria-hidden />
        <AlertTitle>Nothing was sent</AlertTitle>
        <AlertDescription>{result.message}</AlertDescription>
      </Alert>
    )
  }
  const { ok, steps } = result.data
  const api = result.data.host || host || 'The API'
  return (
    <div className="grid gap-2 rounded-md border px-4 py-3 text-sm">
      <p className="font-medium [overflow-wrap:anywhere]">{ok ? `${api} works.` : `${api} does not work yet.`}</p>
      <ol className="grid gap-1.5">
        {steps.map((step) => (
          <Step key={step.step} step={step} />
        ))}
      </ol>
    </div>
  )
}

function Step({ step: { step, ok, milliseconds, says } }: { step: TestStep }) {
  const Icon = ok ? CircleCheck : CircleX
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2">
      <Icon aria-hidden className={ok ? 'mt-0.5 size-4 text-verdict-real' : 'mt-0.5 size-4 text-verdict-fake'} />
      <span>
        {ok ? names[step].done : <span className="font-medium">{names[step].failed}</span>}
        {says && <span className="block text-pretty text-muted-foreground [overflow-wrap:anywhere]">{says}</span>}
      </span>
      {milliseconds !== null && <span className="text-muted-foreground tabular-nums">{spanWords(milliseconds)}</span>}
    </li>
  )
}
