'use client'

import { usePresent } from '@/components/retention/use-present'
import { relativeTime, utcMinute, utcTime } from './format-time'

interface TimeAgoProps {
  at: Date
  now: Date
  /** Says the instant itself once it is a day old, where "yesterday" would be too little. */
  exact?: boolean
  className?: string
}

const day = 24 * 3600 * 1000

/**
 * An instant as people say it, with the exact one in its title. `now` is the server's: the first paint is the same on both
 * sides, then it counts on by itself.
 */
export function TimeAgo({ at, now, exact = false, className }: TimeAgoProps) {
  const present = usePresent(now, 30_000)
  return (
    <time dateTime={at.toISOString()} title={utcTime(at)} className={className}>
      {exact && present.getTime() - at.getTime() >= day ? utcMinute(at) : relativeTime(at, present)}
    </time>
  )
}
