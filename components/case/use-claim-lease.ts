'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { CaseActions } from './case-actions'
import { beatAfter, idleMs } from './lease-beat'

interface Lease {
  caseId: string
  mine: boolean
  /** Until when it is held; null while nobody has it. */
  until: Date | null
  /** The server's time when the page was made. */
  now: Date
  extend: CaseActions['extend']
}

const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove', 'timeupdate'] as const

/**
 * Renews the claim on a case every third of its length while the page is open and somebody is at it, and tells when it
 * was lost all the same. `until` is its end as last heard of; times are the server's.
 */
export function useClaimLease({ caseId, mine, until, now, extend }: Lease) {
  const router = useRouter()
  const [renewed, setRenewed] = useState<Date | null>(null)
  const [lost, setLost] = useState<string | null>(null)
  const end = laterOf(until, mine ? renewed : null)
  // Its value: a page that came again with the same end must not put off the next sign of life.
  const endMs = end?.getTime() ?? null
  const held = useRef<{ caseId: string; end: number } | null>(null)
  // The browser's clock may be wrong: only what passes on it counts.
  const ahead = useRef(0)
  useEffect(() => {
    ahead.current = Date.now() - now.getTime()
  }, [now])

  useEffect(() => {
    const before = held.current
    const over = before?.caseId === caseId && Date.now() - ahead.current >= before.end
    if (mine) setLost(null)
    else if (over) setLost('Nothing was heard from here for too long, so the case went back to the queue.')
    held.current = mine && endMs !== null ? { caseId, end: endMs } : null
  }, [caseId, mine, endMs])

  useEffect(() => {
    if (!mine || endMs === null) return
    let lastSign = Date.now()
    let timer: ReturnType<typeof setTimeout> | undefined
    let stopped = false
    let resting = false
    const left = () => endMs - (Date.now() - ahead.current)
    const beat = async () => {
      resting = Date.now() - lastSign > idleMs
      if (resting) return
      const result = await extend({ caseId }).catch(() => null)
      if (stopped) return
      if (result?.ok) setRenewed(result.data.claimedUntil)
      else if (result) {
        setLost(result.message)
        router.refresh()
      } else timer = setTimeout(beat, Math.min(beatAfter(left()), 10_000))
    }
    const onSign = () => {
      lastSign = Date.now()
      if (!resting) return
      resting = false
      void beat()
    }
    timer = setTimeout(beat, beatAfter(left()))
    for (const sign of signs) document.addEventListener(sign, onSign, { capture: true, passive: true })
    return () => {
      stopped = true
      clearTimeout(timer)
      for (const sign of signs) document.removeEventListener(sign, onSign, { capture: true })
    }
  }, [caseId, mine, endMs, extend, router])

  return { end, lost, forget: () => setLost(null) }
}

function laterOf(one: Date | null, other: Date | null): Date | null {
  if (!one || !other) return one ?? other
  return one > other ? one : other
}
