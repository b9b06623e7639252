'use client'

import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { turnedBack } from '@/components/shell/prove-then'
import { useStepUp } from '@/components/shell/step-up-context'
import { Button } from '@/components/ui/button'
import type { OwnSecondStep } from '@/lib/access/second-step/read-second-step'
import type { ActionResult } from '@/lib/http/server-action'
import { AccountSection } from './account-section'
import { FocusHere } from './focus-here'
import { RecoveryCodes } from './recovery-codes'
import { SecondStepOn } from './second-step-on'
import { type Begun, type ConfirmSecondStep, SecondStepSetup } from './second-step-setup'

interface SecondStepProps {
  step: OwnSecondStep
  email: string
  now: Date
  begin(input: null): Promise<ActionResult<Begun>>
  confirm: ConfirmSecondStep
  renew(input: null): Promise<ActionResult<{ recoveryCodes: string[] }>>
  remove(input: null): Promise<ActionResult<unknown>>
}

type Doing =
  | { what: 'nothing'; after?: true }
  | { what: 'setting up'; begun: Begun }
  | { what: 'keeping codes'; codes: string[] }

const idle: Doing = { what: 'nothing' }
/** The same after something that had the focus has gone. */
const done: Doing = { what: 'nothing', after: true }

/** One's own second step: off, being set up, its recovery codes this once, or on. */
export function SecondStep({ step, email, now, begin, confirm, renew, remove }: SecondStepProps) {
  const [doing, setDoing] = useState<Doing>(idle)
  const [pending, start] = useTransition()
  const provedThen = useStepUp()
  const setUp = () => {
    if (pending) return
    start(async () => {
      const result = await provedThen(() => begin(null)).catch(() => null)
      if (result?.ok) setDoing({ what: 'setting up', begun: result.data })
      else if (!turnedBack(result)) toast.error(result?.message ?? unreachable)
    })
  }
  const showCodes = (codes: string[]) => setDoing({ what: 'keeping codes', codes })
  const renewAndShow = async () => {
    const result = await renew(null)
    if (result.ok) showCodes(result.data.recoveryCodes)
    return result
  }
  const standing = step.since ? (
    <SecondStepOn
      {...{ step, now }}
      since={step.since}
      moving={pending}
      move={setUp}
      renew={renewAndShow}
      remove={() => remove(null)}
    />
  ) : step.password ? (
    <Button onClick={setUp} aria-disabled={pending} className="justify-self-start">
      {pending ? 'One moment…' : 'Set up a second step'}
    </Button>
  ) : (
    <p className="text-sm text-pretty">
      You have no password here, so there is nothing to add a step to: your identity provider decides what it asks for.
    </p>
  )
  return (
    <AccountSection
      id="second-step"
      title="Second step"
      says="After your password, a code of an authenticator app (TOTP): whoever has your password alone does not get in."
    >
      {doing.what === 'setting up' ? (
        <SecondStepSetup
          begun={doing.begun}
          confirm={confirm}
          onConfirmed={showCodes}
          onCancel={() => setDoing(done)}
        />
      ) : doing.what === 'keeping codes' ? (
        <RecoveryCodes codes={doing.codes} email={email} onKept={() => setDoing(done)} />
      ) : doing.after ? (
        <FocusHere label="Second step">{standing}</FocusHere>
      ) : (
        standing
      )}
    </AccountSection>
  )
}

const unreachable = 'Docket could not be reached. Nothing was changed; try again.'
