'use client'

import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { focusBack } from './focus-back'
import { type ProveThen, proveThen } from './prove-then'
import { type StepUp, StepUpContext } from './step-up-context'
import { StepUpDialog, type StepUpDialogProps } from './step-up-dialog'

export interface StepUpActions
  extends Pick<StepUpDialogProps, 'readWays' | 'prove' | 'confirmBy'>,
    Pick<StepUp, 'assertProved'> {}

interface StepUpProviderProps {
  person: StepUpDialogProps['person']
  actions: StepUpActions
  children: ReactNode
}

/** Asks whoever is signed in to confirm that it is them, whenever an act on this page needs it: once for all that wait. */
export function StepUpProvider({ person, actions, children }: StepUpProviderProps) {
  const { assertProved, ...asked } = actions
  const [open, setOpen] = useState(false)
  const waiting = useRef<((proved: boolean) => void)[]>([])
  const opener = useRef<Element | null>(null)

  const answer = (proved: boolean) => {
    setOpen(false)
    for (const resolve of waiting.current.splice(0)) resolve(proved)
  }
  const provedThen = useCallback<ProveThen>((act) => {
    // Before a control that is busy lets go of the focus.
    const from = document.activeElement
    return proveThen(act, () => {
      if (waiting.current.length === 0) opener.current = from
      setOpen(true)
      return new Promise<boolean>((resolve) => waiting.current.push(resolve))
    })
  }, [])

  const value = useMemo(() => ({ provedThen, assertProved }), [provedThen, assertProved])

  return (
    <StepUpContext value={value}>
      {children}
      <StepUpDialog
        {...asked}
        person={person}
        open={open}
        onProved={() => answer(true)}
        onCancel={() => answer(false)}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          focusBack(opener.current)
        }}
      />
    </StepUpContext>
  )
}
