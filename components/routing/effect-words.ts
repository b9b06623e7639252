import type { Finding } from '@/lib/audit/events'
import { findingNames } from '@/lib/cases/case-states'
import type { WhatIf } from '@/lib/queues/what-if'

type Effect = NonNullable<WhatIf['rules'][number]>

/** What a rule would have done with past cases and would do with those that wait, in a sentence or two. */
export function effectWords({ takes, fits, findings, takesWaiting }: Effect): string {
  const found = (Object.entries(findings) as [Finding, number][])
    .sort(([, a], [, b]) => b - a)
    .map(([finding, n]) => `${n} ${findingNames[finding].name.toLowerCase()}`)
  const past =
    takes > 0
      ? `Would have taken ${cases(takes)}: ${found.join(', ')}.`
      : fits > 0
        ? `Would have taken none: rules above it take the ${fits} that fit it.`
        : 'No past case fits it.'
  const waiting = takesWaiting > 0 ? ` Takes ${cases(takesWaiting)} of those that wait now.` : ''
  return past + waiting
}

/** "12, 3 more than now", of a queue. */
export function changeWords(before: number, after: number): string {
  const change = after - before
  if (change === 0) return 'as now'
  return change > 0 ? `${change} more than now` : `${-change} fewer than now`
}

/** What the figures rest on. */
export function basisWords(
  { past, waiting, partial }: Pick<WhatIf, 'past' | 'waiting' | 'partial'>,
  days: number,
): string {
  if (past === 0 && waiting === 0) return `No case was decided in the last ${days} days, and none waits.`
  const most = partial ? ' These are the newest: there are more than are looked at.' : ''
  return `From ${cases(past)} first decided in the last ${days} days, and ${cases(waiting)} open now.${most}`
}

function cases(n: number): string {
  return n === 1 ? '1 case' : `${n} cases`
}
