'use client'

import { createContext, type ReactNode, useContext } from 'react'

const Flagged = createContext(false)

interface FlaggedMediaProps {
  /** Whether its queue is one that shields its media. */
  flagged: boolean
  children: ReactNode
}

/** Media beneath it is blurred, grey and muted until somebody asks otherwise, whatever they have set for other media. */
export function FlaggedMedia({ flagged, children }: FlaggedMediaProps) {
  return <Flagged.Provider value={flagged}>{children}</Flagged.Provider>
}

/** Whether media here is of a queue that shields its media. */
export function useFlagged(): boolean {
  return useContext(Flagged)
}
