/** What the trail says of a queue when it is made or changed. */
export interface QueueFacts {
  name: string
  /** Left out in entries from before it was told. */
  description: string
  ordering: string
  policyId: string | null
  /** Said where it became the one for whatever no rule sends elsewhere, or was it until then. */
  isDefault?: true
  /** Said where it is so. */
  blur?: true
}

/** What it says of a rule that sends cases to a queue. */
export interface RoutingFacts {
  ruleId: string
  queueId: string
  conditions: Record<string, unknown>
  enabled: boolean
}
