'use client'

import { useTransition } from 'react'
import { toast } from 'sonner'
import { turnedBack } from '@/components/shell/prove-then'
import { useStepUp } from '@/components/shell/step-up-context'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'

export type PauseWebhook = (input: { webhookId: string; paused: boolean }) => Promise<ActionResult<unknown>>
export type TestWebhook = (input: { webhookId: string }) => Promise<ActionResult<unknown>>

interface WebhookActsProps {
  webhookId: string
  paused: boolean
  pause: PauseWebhook
  test: TestWebhook
}

/** What is done with a webhook from day to day: a test, a pause, and letting it go on. */
export function WebhookActs({ webhookId, paused, pause, test }: WebhookActsProps) {
  const provedThen = useStepUp()
  const [pending, start] = useTransition()
  const run = (work: () => Promise<ActionResult<unknown>>, done: string) => {
    if (pending) return
    start(async () => {
      const result = await provedThen(work).catch(() => null)
      if (result?.ok) toast.success(done)
      else if (!turnedBack(result))
        toast.error(result?.message ?? 'Docket could not be reached. Reload the page before you try again.')
    })
  }
  return (
    <>
      <Button
        variant="outline"
        aria-disabled={pending}
        onClick={() => run(() => test({ webhookId }), 'A test is on its way. How it went is in the delivery log.')}
      >
        Send a test
      </Button>
      <Button
        variant="outline"
        aria-disabled={pending}
        onClick={() =>
          run(
            () => pause({ webhookId, paused: !paused }),
            paused ? 'It goes on. What it missed is being sent.' : 'It is paused. What it misses is kept for it.',
          )
        }
      >
        {paused ? 'Let it go on' : 'Pause it'}
      </Button>
    </>
  )
}
