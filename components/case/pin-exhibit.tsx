'use client'

import { type ReactNode, useCallback, useState } from 'react'
import { type AskToPin, type PinChoice, PinningProvider } from '@/components/media/pinning'
import type { CaseActions } from './case-actions'
import { PinExhibitDialog } from './pin-exhibit-dialog'

interface PinExhibitProps {
  caseId: string
  zeroRetention: boolean
  /** Null: the reader may not pin here. */
  pin: CaseActions['pin'] | null
  children: ReactNode
}

/** Lets everything beneath it pin places of the case's media as exhibits (`usePinning`). */
export function PinExhibit({ caseId, zeroRetention, pin, children }: PinExhibitProps) {
  const [choices, setChoices] = useState<[PinChoice, ...PinChoice[]] | null>(null)
  const ask = useCallback<AskToPin>((offered) => setChoices(offered), [])
  return (
    <PinningProvider ask={pin && ask}>
      {children}
      {pin && choices && (
        <PinExhibitDialog {...{ caseId, choices, zeroRetention, pin }} onClose={() => setChoices(null)} />
      )}
    </PinningProvider>
  )
}
