'use client'

import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { turnedBack } from '@/components/shell/prove-then'
import { Refusal } from '@/components/shell/refusal'
import { useStepUp } from '@/components/shell/step-up-context'
import type { ActionResult } from '@/lib/http/server-action'
import { SwitchField } from './switch-field'

interface RequireSecondStepProps {
  required: boolean
  /** Absent: it may be read and not changed. */
  save: ((input: { required: boolean }) => Promise<ActionResult<unknown>>) | undefined
}

const hint =
  'Whoever signs in with a password and has no second step reaches only the page Account, until they have set one up. ' +
  'It holds from everybody’s next request on. API keys and sign-in by an identity provider are not touched.'

/** The switch with which a team asks everybody for a second step. */
export function RequireSecondStep({ required, save }: RequireSecondStepProps) {
  const [message, setMessage] = useState<string | null>(null)
  const [wanted, setWanted] = useState<boolean | null>(null)
  const [pending, start] = useTransition()
  const provedThen = useStepUp()
  const change = (to: boolean) => {
    if (!save || pending) return
    setMessage(null)
    setWanted(to)
    start(async () => {
      const result = await provedThen(() => save({ required: to })).catch(() => null)
      setWanted(null)
      if (turnedBack(result)) return
      if (!result?.ok) return setMessage(result?.message ?? unreachable)
      toast.success(to ? 'Everybody needs a second step now.' : 'A second step is everybody’s own choice now.')
    })
  }
  return (
    <div className="grid gap-4">
      <Refusal message={message} />
      <SwitchField
        id="require-second-step"
        label="Ask everybody for a second step"
        hint={hint}
        checked={wanted ?? required}
        disabled={!save}
        onChange={change}
      />
      {save ? null : <p className="text-sm text-muted-foreground">Admins of the team can change this.</p>}
    </div>
  )
}

const unreachable = 'Docket could not be reached. Nothing was changed; try again.'
