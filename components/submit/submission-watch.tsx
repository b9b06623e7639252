'use client'

import type { Route } from 'next'
import { usePathname, useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { toast } from 'sonner'
import { mayLeave } from '@/components/shell/unsaved'
import { countPhases, isUnderWay } from './submission'
import { submissionStore } from './submission-store'
import { useSubmissions } from './use-submissions'

/**
 * Uploads go on while one works elsewhere in the portal: lets the browser ask before it is left or reloaded meanwhile, and
 * says when they are through to someone who is not looking at them.
 */
export function SubmissionWatch() {
  const busy = useSubmissions().some(isUnderWay)
  const elsewhere = usePathname() !== '/submit'
  const router = useRouter()
  const wasBusy = useRef(false)

  useEffect(() => {
    if (wasBusy.current && !busy && elsewhere) {
      const { handedIn, refused } = countPhases(submissionStore.read())
      const look = { label: 'Look', onClick: () => mayLeave() && router.push('/submit' as Route) }
      if (refused > 0) toast.error(`${refused} of what you handed in was refused.`, { action: look })
      else if (handedIn > 0) toast.success('What you handed in has arrived.', { action: look })
    }
    wasBusy.current = busy
  }, [busy, elsewhere, router])

  useEffect(() => {
    if (!busy) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [busy])
  return null
}
