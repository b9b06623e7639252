'use client'

import { LoaderCircle, PlugZap } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState, useTransition } from 'react'
import { turnedBack } from '@/components/shell/prove-then'
import { useStepUp } from '@/components/shell/step-up-context'
import { Button } from '@/components/ui/button'
import type { ConnectionTest as Tested } from '@/lib/detect/test-steps'
import type { ActionResult } from '@/lib/http/server-action'
import type { TypedConnection } from './connection-form'
import { TestResult } from './test-result'

export type TestConnectionAction = (input: TypedConnection) => Promise<ActionResult<Tested>>

interface ConnectionTestProps {
  test(): Promise<ActionResult<Tested>>
  host: string | null
  /** What is tested: what was found of something else is not shown any more. */
  subject: string
  /** The form's own button, which stands before the test's. */
  saveButton: ReactNode
}

/** Runs a real detection over what is typed, says how far it came, and reads the result out. */
export function ConnectionTest({ test, host, subject, saveButton }: ConnectionTestProps) {
  const [found, setFound] = useState<{ result: ActionResult<Tested>; of: string } | null>(null)
  const provedThen = useStepUp()
  const [pending, start] = useTransition()
  const busy = useRef(false)
  const seconds = useSeconds(pending)
  const run = () => {
    if (busy.current) return
    busy.current = true
    setFound(null)
    start(async () => {
      const tested = await provedThen(test).catch((): ActionResult<Tested> => ({ ok: false, message: unreachable }))
      busy.current = false
      if (!turnedBack(tested)) setFound({ result: tested, of: subject })
    })
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        {saveButton}
        <Button variant="outline" onClick={run} aria-disabled={pending} aria-describedby="test-does">
          {pending ? <LoaderCircle aria-hidden className="animate-spin" /> : <PlugZap aria-hidden />}
          {pending ? 'Testing…' : 'Test connection'}
        </Button>
        {pending && (
          <span aria-hidden className="text-sm text-muted-foreground tabular-nums">
            {seconds} s; a verdict is waited for a minute at most
          </span>
        )}
      </div>
      <p id="test-does" className="max-w-prose text-[0.8125rem] text-pretty text-muted-foreground">
        The test hands in one picture that Docket draws for it (64 by 64 pixels, showing nothing), waits for its verdict
        and deletes it there. An API that bills may bill it as one detection.
      </p>
      <output aria-live="polite" className="grid gap-3 empty:hidden">
        {pending && <span className="sr-only">The connection is being tested, which takes up to a minute.</span>}
        {!pending && found?.of === subject && <TestResult result={found.result} host={host} />}
      </output>
    </>
  )
}

function useSeconds(counting: boolean): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    if (!counting) return
    setSeconds(0)
    const began = Date.now()
    const tick = setInterval(() => setSeconds(Math.floor((Date.now() - began) / 1000)), 500)
    return () => clearInterval(tick)
  }, [counting])
  return seconds
}

const unreachable = 'This Docket could not be reached, so what the test found is unknown. Try again.'
