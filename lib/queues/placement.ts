import { secondsSince } from '@/lib/clock'
import { type Ordered, type Ordering, priorityOf } from './priority'
import { firstFit, nextAge, type RoutingConditions, type RoutingSubject } from './routing-rules'

/** How a team's cases are put into queues: its queues that are in use, and its rules that are on, in their order. */
export interface Routing {
  queues: ReadonlyMap<string, { ordering: Ordering }>
  defaultQueueId: string | null
  rules: readonly { id: string; queueId: string; conditions: RoutingConditions }[]
  /** By which the team judges a case without a policy of its own. */
  teamPolicyId?: string | null
}

/** What of a case says where it belongs. */
export interface Placeable extends Omit<Ordered, 'score'>, Pick<RoutingSubject, 'mediaType' | 'language' | 'policyId'> {
  verdictLabel: string | null
  /** Probability 0-1. */
  verdictScore: number | null
  createdAt: Date
  queueId: string | null
  /** A person chose its queue: rules leave it there while the queue is in use. */
  queueChosen: boolean
}

export interface Placement {
  queueId: string | null
  priority: number
  /** The rule that put it there; null: none fits, or a person did. */
  ruleId: string | null
  /** Seconds until a rule that asks for an age takes it from there; null: none will. */
  lookAgainSeconds: number | null
}

/** Where a case belongs now, and its place there. */
export function placeOf(routing: Routing, of: Placeable): Placement {
  const chosen = of.queueChosen && of.queueId !== null && routing.queues.has(of.queueId)
  const subject = subjectOf(judgedBy(routing, of))
  const rule = chosen ? null : firstFit(routing.rules, subject)
  const queueId = chosen ? of.queueId : (rule?.queueId ?? routing.defaultQueueId)
  const ordering = routing.queues.get(queueId ?? '')?.ordering ?? 'deadline'
  const age = chosen ? null : nextAge(routing.rules, subject)
  return {
    queueId,
    priority: priorityOf(ordering, { ...of, score: of.verdictScore }),
    ruleId: rule?.id ?? null,
    lookAgainSeconds: age === null ? null : Math.max(0, Math.ceil(age * 60 - subject.ageMinutes * 60)),
  }
}

/** Where a case goes that is only just being handed in. */
export function placeNewCase(
  routing: Routing,
  of: Pick<Placeable, 'mediaType' | 'source' | 'zeroRetention' | 'language' | 'queuedAt'> & {
    purgeAfter?: Date | null
  },
): Placement {
  const unknown = { policyId: null, verdictLabel: null, verdictScore: null, queueId: null, queueChosen: false }
  return placeOf(routing, { ...unknown, createdAt: of.queuedAt, ...of, purgeAfter: of.purgeAfter ?? null })
}

/** With the policy that rules go by: the case's own, else the team's. A queue's is what comes of it. */
export function judgedBy<Case extends Pick<Placeable, 'policyId'>>({ teamPolicyId }: Routing, of: Case): Case {
  return { ...of, policyId: of.policyId ?? teamPolicyId ?? null }
}

/** The case as rules look at it, `ageMinutes` old, or as old as it is now. */
export function subjectOf(of: Placeable, ageMinutes = secondsSince(of.createdAt) / 60): RoutingSubject {
  const { mediaType, source, zeroRetention, language, policyId, verdictLabel: label, verdictScore: score } = of
  return { mediaType, source, zeroRetention, language, policyId, label, score, ageMinutes }
}
