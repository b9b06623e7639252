'use client'

import { useEffect, useState } from 'react'

/** The present instant, which goes on by itself. `now` is the server's: the first paint is the same on both sides. */
export function usePresent(now: Date, everyMs = 15_000): Date {
  const [present, setPresent] = useState(now)
  useEffect(() => {
    setPresent(now)
    // The browser's clock may be wrong: only what passes on it counts.
    const began = Date.now()
    const tick = setInterval(() => setPresent(new Date(now.getTime() + Date.now() - began)), everyMs)
    return () => clearInterval(tick)
  }, [now, everyMs])
  return present
}
