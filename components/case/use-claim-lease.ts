'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { useViewing } from '@/components/wellbeing/viewing'
import type { CaseActions } from './case-actions'
import { type KeptClaim, keepClaim } from './keep-claim'
import { endOfClaim } from './lease-beat'

interface Lease {
  caseId: string
  mine: boolean
  /** Until when it is held; null while nobody has it. */
  until: Date | null
  /** The server's time when the page was made. */
  now: Date
  extend: CaseActions['extend']
}

const inputs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove'] as const

/**
 * Renews the claim on a case every third of its length while the page is open and somebody is at it, or takes a break, and tells when
 * it was lost all the same. `until` is its end as last heard of; times are the server's.
 */
export function useClaimLease({ caseId, mine, until, now, extend }: Lease) {
  const router = useRouter()
  const { resting } = useViewing()
  const [renewed, setRenewed] = useState<{ instead: Date | null; end: Date } | null>(null)
  const [lost, setLost] = useState<string | null>(null)
  const end = endOfClaim(until, mine ? renewed : null)
  // Its value: a page that came again with the same end must not put off the next sign of life.
  const endMs = end?.getTime() ?? null
  const held = useRef<{ caseId: string; end: number } | null>(null)
  const kept = useRef<KeptClaim | null>(null)
  const isHeld = mine && endMs !== null
  // Not what begins a claim: each page that comes again brings them anew.
  const latest = useRef({ extend, router, until })
  useEffect(() => {
    latest.current = { extend, router, until }
  })
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
    if (!isHeld) return
    let stopped = false
    const claim = keepClaim(async () => {
      const result = await latest.current.extend({ caseId }).catch(() => null)
      if (stopped || !result) return 'unheard'
      if (result.ok) {
        const { claimedUntil } = result.data
        setRenewed({ instead: latest.current.until, end: claimedUntil })
        return claimedUntil.getTime() + ahead.current
      }
      setLost(result.message)
      latest.current.router.refresh()
      return 'lost'
    })
    kept.current = claim
    for (const input of inputs) document.addEventListener(input, claim.input, { capture: true, passive: true })
    document.addEventListener('timeupdate', claim.plays, { capture: true, passive: true })
    return () => {
      stopped = true
      kept.current = null
      claim.stop()
      for (const input of inputs) document.removeEventListener(input, claim.input, { capture: true })
      document.removeEventListener('timeupdate', claim.plays, { capture: true })
    }
  }, [caseId, isHeld])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another case's claim has another end to be told
  useEffect(() => {
    if (isHeld) kept.current?.heldUntil(endMs + ahead.current)
  }, [caseId, isHeld, endMs])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the same
  useEffect(() => kept.current?.rest(resting), [caseId, isHeld, resting])

  return { end, lost, forget: () => setLost(null) }
}
