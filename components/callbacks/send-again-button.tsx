'use client'

import { RotateCw } from 'lucide-react'
import { useTransition } from 'react'
import { toast } from 'sonner'
import { turnedBack } from '@/components/shell/prove-then'
import { useStepUp } from '@/components/shell/step-up-context'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'

export type SendAgain<Input> = (input: Input) => Promise<ActionResult<unknown>>

interface SendAgainButtonProps<Input> {
  input: Input
  receiver: string
  sendAgain: SendAgain<Input>
}

/** Sends what has ended once more. */
export function SendAgainButton<Input>({ input, receiver, sendAgain }: SendAgainButtonProps<Input>) {
  const provedThen = useStepUp()
  const [pending, start] = useTransition()
  const send = () =>
    start(async () => {
      const result = await provedThen(() => sendAgain(input)).catch(() => null)
      if (result?.ok) toast.success(`It is being sent to ${receiver} again.`)
      else if (!turnedBack(result))
        toast.error(result?.message ?? 'Docket could not be reached, so nothing was sent. Try again.')
    })
  return (
    <Button variant="ghost" size="sm" onClick={send} disabled={pending} aria-label={`Send again to ${receiver}`}>
      <RotateCw aria-hidden />
      <span className="hidden sm:inline">{pending ? 'Sending…' : 'Send again'}</span>
    </Button>
  )
}
