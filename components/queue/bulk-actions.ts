import type { Finding } from '@/lib/audit/events'
import type { ActionResult } from '@/lib/http/server-action'
import type { PolicyOfCases } from '@/lib/policies/policies-of-cases'
import type { ItemResult } from '@/lib/queues/each-case'

type Many<Input, T> = (input: Input) => Promise<ActionResult<ItemResult<T>[]>>
interface Cases {
  caseIds: string[]
}

export interface DecideSame {
  finding: Finding
  reason: string
  confidence: 'low' | 'medium' | 'high' | null
  tracks: Partial<Record<'picture' | 'sound', Finding>>
  action: string | null
  /** Which policy was shown for which of them. */
  shown: { caseIds: string[]; policyId: string | null; policyVersion?: number }[]
}

/** What can be done with many cases at once, handed down from the page's actions: each case answers for itself. */
export interface BulkActions {
  claim: Many<Cases, { claimedUntil: Date }>
  release: Many<Cases, object>
  /** `queueId` null: back to where the rules send it. `before`: what to move it to again. */
  move: Many<Cases & { queueId: string | null }, { before: string | null }>
  /** By which policies they are judged. */
  policies(input: Cases): Promise<ActionResult<PolicyOfCases[]>>
  decide: Many<Cases & DecideSame, { decisionId: string; effectiveAt: Date; review: string | null }>
  undo: Many<{ decisions: { caseId: string; decisionId: string }[] }, object>
}
