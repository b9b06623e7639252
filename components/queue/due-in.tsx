'use client'

import { AlarmClock } from 'lucide-react'
import { usePresent } from '@/components/retention/use-present'
import { cn } from '@/components/ui/cn'
import { dueOf } from './row-words'

/** By when a case should be decided, which goes on by itself; nothing where nothing is to be decided. */
export function DueIn({ of, now }: { of: Parameters<typeof dueOf>[0]; now: Date }) {
  const due = dueOf(of, usePresent(now))
  if (!due) return null
  return (
    <span className={cn('inline-flex items-center gap-1 tabular-nums', due.pressing && 'font-medium text-foreground')}>
      {due.pressing && <AlarmClock aria-hidden className="size-3.5" />}
      {due.says}
    </span>
  )
}
