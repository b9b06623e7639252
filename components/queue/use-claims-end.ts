'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { nextEnd } from './row-words'

/**
 * Asks for the page again when the first claim it knows of is over: it was renewed since, which nobody is told of, or
 * the case is free. Not all open pages in the same moment.
 */
export function useClaimsEnd(rows: { claimedUntil: Date | null }[], now: Date): void {
  const router = useRouter()
  const left = nextEnd(rows, now)
  useEffect(() => {
    if (left === null) return
    const timer = setTimeout(() => router.refresh(), left + 1000 + Math.random() * 4000)
    return () => clearTimeout(timer)
  }, [left, router])
}
