'use client'

import { useTransition } from 'react'
import { toast } from 'sonner'
import { SwitchField } from '@/components/settings/switch-field'
import { turnedBack } from '@/components/shell/prove-then'
import { useStepUp } from '@/components/shell/step-up-context'
import type { ActionResult } from '@/lib/http/server-action'

interface MatchingSwitchProps {
  matchCases: boolean
  /** Cases that have fingerprints. */
  fingerprinted: number
  /** Absent: it may be read and not changed. */
  save: ((input: { matchCases: boolean }) => Promise<ActionResult<unknown>>) | undefined
}

/** Whether new media is matched with what the team decided before. */
export function MatchingSwitch({ matchCases, fingerprinted, save }: MatchingSwitchProps) {
  const provedThen = useStepUp()
  const [pending, start] = useTransition()
  const change = (to: boolean) =>
    save &&
    start(async () => {
      const result = await provedThen(() => save({ matchCases: to })).catch(() => null)
      if (result?.ok)
        toast.success(to ? 'Decided cases are matched from now on.' : 'Decided cases are not matched any more.')
      else if (!turnedBack(result))
        toast.error(result?.message ?? 'Docket could not be reached. Nothing was changed; try again.')
    })
  return (
    <section aria-labelledby="own-cases" className="grid gap-3 rounded-lg border bg-card p-5 shadow-xs">
      <h2 id="own-cases" className="text-base font-semibold tracking-tight">
        Your own decisions
      </h2>
      <SwitchField
        id="match-cases"
        label="Match new media with decided cases"
        hint={`A copy of media that was decided to be fake may be called fake by itself. ${
          fingerprinted === 1 ? 'One case has' : `${fingerprinted.toLocaleString('en')} cases have`
        } fingerprints; each counts while its decision stands.`}
        checked={matchCases}
        disabled={!save || pending}
        onChange={change}
      />
    </section>
  )
}
