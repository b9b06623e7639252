'use client'

import { useTransition } from 'react'
import { toast } from 'sonner'
import { turnedBack } from '@/components/shell/prove-then'
import { useStepUp } from '@/components/shell/step-up-context'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'

export type SetTeamPolicy = (input: { policyId: string | null }) => Promise<ActionResult<unknown>>

interface TeamPolicyProps {
  policyId: string
  name: string
  isTeamDefault: boolean
  set: SetTeamPolicy
}

/** Makes a policy what the team judges by where nothing else is said, or no longer. */
export function TeamPolicyButton({ policyId, name, isTeamDefault, set }: TeamPolicyProps) {
  const provedThen = useStepUp()
  const [pending, start] = useTransition()
  const run = () =>
    start(async () => {
      const result = await provedThen(() => set({ policyId: isTeamDefault ? null : policyId })).catch(() => null)
      if (result?.ok)
        toast.success(isTeamDefault ? `“${name}” is not the team’s any more.` : `The team judges by “${name}”.`)
      else if (!turnedBack(result))
        toast.error(result?.message ?? 'Docket could not be reached. Nothing was changed; try again.')
    })
  return (
    <Button variant="outline" size="sm" onClick={run} aria-disabled={pending}>
      {isTeamDefault ? 'Not for the whole team any more' : 'Put in force for the whole team'}
    </Button>
  )
}
