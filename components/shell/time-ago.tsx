'use client'

import { useEffect, useState } from 'react'
import { relativeTime, utcTime } from './format-time'

/**
 * An instant as people say it, with the exact one in its title. `now` is the server's: the first paint is the same on both
 * sides, then it counts on by itself.
 */
export function TimeAgo({ at, now, className }: { at: Date; now: Date; className?: string }) {
  const [present, setPresent] = useState(now)
  useEffect(() => {
    setPresent(now)
    const tick = setInterval(() => setPresent(new Date()), 30_000)
    return () => clearInterval(tick)
  }, [now])
  return (
    <time dateTime={at.toISOString()} title={utcTime(at)} className={className}>
      {relativeTime(at, present)}
    </time>
  )
}
