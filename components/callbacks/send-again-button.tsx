'use client'

import { RotateCw } from 'lucide-react'
import { useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'

export type SendAgain = (input: { callbackId: string }) => Promise<ActionResult<{ callbackId: string }>>

interface SendAgainButtonProps {
  callbackId: string
  receiver: string
  sendAgain: SendAgain
}

/** Sends a callback that has ended once more. */
export function SendAgainButton({ callbackId, receiver, sendAgain }: SendAgainButtonProps) {
  const [pending, start] = useTransition()
  const send = () =>
    start(async () => {
      const result = await sendAgain({ callbackId }).catch(() => null)
      if (result?.ok) toast.success(`It is being sent to ${receiver} again.`)
      else toast.error(result?.message ?? 'Docket could not be reached, so nothing was sent. Try again.')
    })
  return (
    <Button variant="ghost" size="sm" onClick={send} disabled={pending} aria-label={`Send again to ${receiver}`}>
      <RotateCw aria-hidden />
      <span className="hidden sm:inline">{pending ? 'Sending…' : 'Send again'}</span>
    </Button>
  )
}
