'use client'

import { Hourglass, Timer } from 'lucide-react'
import { utcTime } from '@/components/shell/format-time'
import { Badge } from '@/components/ui/badge'
import { goesSentence, isPressing } from './due-words'
import { usePresent } from './use-present'

interface GoesInProps {
  /** Null: as soon as nothing works on it. */
  at: Date | null
  now: Date
}

/** How long a case's media is still there: counts down by itself, and stands out in the last hour. */
export function GoesIn({ at, now }: GoesInProps) {
  const present = usePresent(now)
  const pressing = isPressing(at, present)
  const Icon = pressing ? Timer : Hourglass
  const words = goesSentence(at, present)
  return (
    <Badge variant={pressing ? 'uncertain' : 'outline'} className="tabular-nums">
      <Icon aria-hidden />
      {at === null ? (
        words
      ) : (
        <time dateTime={at.toISOString()} title={utcTime(at)}>
          {words}
        </time>
      )}
    </Badge>
  )
}
