'use client'

import { createContext, type ReactNode, useContext } from 'react'

const Flagged = createContext(false)

interface FlaggedMediaProps {
  /** Whether its queue is one whose media is blurred. */
  flagged: boolean
  children: ReactNode
}

/** Media beneath it is blurred until somebody asks to see it, whatever they have set for other media. */
export function FlaggedMedia({ flagged, children }: FlaggedMediaProps) {
  return <Flagged.Provider value={flagged}>{children}</Flagged.Provider>
}

/** Whether media here is of a queue whose media is blurred. */
export function useFlagged(): boolean {
  return useContext(Flagged)
}
