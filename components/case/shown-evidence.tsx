'use client'

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import type { ShownEvidence } from '@/components/media/viewed-media'

interface Shown {
  shown: ShownEvidence | null
  show(evidenceId: string, seconds: number | null): void
}

const Context = createContext<Shown>({ shown: null, show: () => {} })

/** The id of the viewer on the page, to scroll to. */
export const viewerId = 'viewer'

/** Lets a piece of evidence, wherever it stands on the page, ask the viewer to show its map, region or moment. */
export function ShownEvidenceProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<ShownEvidence | null>(null)
  const show = useCallback((evidenceId: string, seconds: number | null) => {
    setShown((current) => ({ evidenceId, seconds, request: (current?.request ?? 0) + 1 }))
    document.getElementById(viewerId)?.scrollIntoView({ block: 'start' })
  }, [])
  const value = useMemo(() => ({ shown, show }), [shown, show])
  return <Context value={value}>{children}</Context>
}

/** What the viewer was asked to show, and how to ask. */
export function useShownEvidence(): Shown {
  return useContext(Context)
}
