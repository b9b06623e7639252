'use client'

import type { ReactNode } from 'react'
import { countdown } from '@/components/case/countdown'
import { usePresent } from '@/components/retention/use-present'

interface AfterWindowProps {
  /** When the decision can no longer be taken back; null where it never could, or cannot any more. */
  until: Date | null
  now: Date
  /** Shown from then on. The server refuses until then, whatever is shown. */
  children: ReactNode
}

/** What takes a decision out of the house, once its grace window is over; until then, how long that is. */
export function AfterWindow({ until, now, children }: AfterWindowProps) {
  return until ? (
    <Waiting until={until} now={now}>
      {children}
    </Waiting>
  ) : (
    children
  )
}

function Waiting({ until, now, children }: AfterWindowProps & { until: Date }) {
  const left = until.getTime() - usePresent(now, 1000).getTime()
  if (left <= 0) return children
  return (
    <p className="max-w-52 text-[0.8125rem] text-muted-foreground">
      In <span className="tabular-nums">{countdown(left)}</span>: until then the decision can be taken back, and nothing
      of it leaves.
    </p>
  )
}
