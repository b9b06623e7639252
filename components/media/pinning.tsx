'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { PinnedPlace } from '@/components/case/case-actions'

/** A place that can be pinned, and what it is called. */
export interface PinChoice {
  says: string
  place: PinnedPlace
}

/** Asks for a note and pins one of these places as an exhibit; the first is the one that is proposed. */
export type AskToPin = (choices: [PinChoice, ...PinChoice[]]) => void

const Context = createContext<AskToPin | null>(null)

/** Lets everything beneath it pin places. Null: the reader may not. */
export function PinningProvider({ ask, children }: { ask: AskToPin | null; children: ReactNode }) {
  return <Context.Provider value={ask}>{children}</Context.Provider>
}

/** How to pin; null where the reader may not. */
export function usePinning(): AskToPin | null {
  return useContext(Context)
}
