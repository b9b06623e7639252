import type { Finding } from '@/lib/audit/events'
import type { Routing } from './placement'
import { firstFit, fits, type RoutingSubject } from './routing-rules'

/** A decided case, as it was when it was decided. */
export interface PastCase {
  subject: RoutingSubject
  finding: Finding
}

export interface WaitingCase {
  subject: RoutingSubject
  /** The queue a person chose for it; null: the rules'. */
  chosen: string | null
}

export interface RuleEffect {
  /** Past cases it takes, as the first rule that fits. */
  takes: number
  /** Past cases that fit it, whatever stands before it. */
  fits: number
  /** What people found those to be that it takes. */
  findings: Partial<Record<Finding, number>>
  /** Of the cases that wait now. */
  takesWaiting: number
}

type Rules = Routing['rules']

/** What each of these rules does with these cases, in their order. */
export function effectsOf(rules: Rules, past: readonly PastCase[], waiting: readonly WaitingCase[]): RuleEffect[] {
  const effects = new Map<string, RuleEffect>(
    rules.map(({ id }) => [id, { takes: 0, fits: 0, findings: {}, takesWaiting: 0 }]),
  )
  const taker = (subject: RoutingSubject) => effects.get(firstFit(rules, subject)?.id ?? '')
  for (const { subject, finding } of past) {
    const taken = taker(subject)
    if (taken) {
      taken.takes += 1
      taken.findings[finding] = (taken.findings[finding] ?? 0) + 1
    }
    for (const { id, conditions } of rules) {
      const effect = effects.get(id)
      if (effect && fits(conditions, subject)) effect.fits += 1
    }
  }
  for (const { subject, chosen } of waiting) {
    const taken = chosen === null ? taker(subject) : undefined
    if (taken) taken.takesWaiting += 1
  }
  return [...effects.values()]
}

/** How many of these cases each queue has under these rules. */
export function spread(
  { rules, defaultQueueId }: Pick<Routing, 'rules' | 'defaultQueueId'>,
  of: readonly { subject: RoutingSubject; chosen?: string | null }[],
): Map<string | null, number> {
  const counts = new Map<string | null, number>()
  for (const { subject, chosen } of of) {
    const queueId = chosen ?? firstFit(rules, subject)?.queueId ?? defaultQueueId
    counts.set(queueId, (counts.get(queueId) ?? 0) + 1)
  }
  return counts
}
