'use client'

import { CircleCheck, CircleX, LoaderCircle, PlugZap } from 'lucide-react'
import { useRef, useState, useTransition } from 'react'
import { turnedBack } from '@/components/shell/prove-then'
import { Refusal } from '@/components/shell/refusal'
import { useStepUp } from '@/components/shell/step-up-context'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'
import type { StoreTest } from '@/lib/stores/store-test'
import { stepNames, testedWords } from './store-words'

/** Writes, reads and deletes a tiny file in the store, and says how far that came. */
export function StoreTester({ test }: { test(input: null): Promise<ActionResult<StoreTest>> }) {
  const provedThen = useStepUp()
  const [found, setFound] = useState<ActionResult<StoreTest> | null>(null)
  const [pending, start] = useTransition()
  const busy = useRef(false)
  const run = () => {
    if (busy.current) return
    busy.current = true
    setFound(null)
    start(async () => {
      const result = await provedThen(() => test(null)).catch(
        (): ActionResult<StoreTest> => ({ ok: false, message: unreachable }),
      )
      busy.current = false
      if (!turnedBack(result)) setFound(result)
    })
  }
  return (
    <div className="grid gap-3">
      <div>
        <Button variant="outline" onClick={run} aria-disabled={pending} aria-describedby="store-test-does">
          {pending ? <LoaderCircle aria-hidden className="animate-spin" /> : <PlugZap aria-hidden />}
          {pending ? 'Testing…' : 'Test the store'}
        </Button>
      </div>
      <p id="store-test-does" className="max-w-prose text-[0.8125rem] text-pretty text-muted-foreground">
        Writes 1 kB of chance where new media goes, reads it back, deletes it and looks whether it is gone. The trail
        says that it was done and how it ended.
      </p>
      <output aria-live="polite" className="grid gap-2 empty:hidden">
        {found && !found.ok && <Refusal message={found.message} />}
        {found?.ok && <Found test={found.data} />}
      </output>
    </div>
  )
}

function Found({ test: { store, ok, steps } }: { test: StoreTest }) {
  return (
    <div className="grid gap-2 rounded-md border bg-card px-4 py-3 text-sm">
      <p className="font-medium text-pretty">{testedWords(store, ok)}</p>
      <ol className="grid gap-1.5">
        {steps.map(({ step, ok: went, milliseconds, says }) => (
          <li key={step} className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2">
            {went ? (
              <CircleCheck aria-hidden className="mt-0.5 size-4 text-verdict-real" />
            ) : (
              <CircleX aria-hidden className="mt-0.5 size-4 text-verdict-fake" />
            )}
            <span>
              {went ? stepNames[step].done : <span className="font-medium">{stepNames[step].failed}</span>}
              {says && <span className="block text-pretty text-muted-foreground">{says}</span>}
            </span>
            <span className="text-muted-foreground tabular-nums">{milliseconds.toLocaleString('en')} ms</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

const unreachable = 'This Docket could not be reached, so what the test found is unknown. Try again.'
