'use client'

import { useEffect } from 'react'
import { isUnderWay } from './submission'
import { useSubmissions } from './use-submissions'

/** Lets the browser ask before the portal is left or reloaded while something is under way. Inside it uploads go on. */
export function LeaveWarning() {
  const busy = useSubmissions().some(isUnderWay)
  useEffect(() => {
    if (!busy) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [busy])
  return null
}
