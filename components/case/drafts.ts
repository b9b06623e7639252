import type { Finding } from '@/lib/audit/events'
import type { GivenDecision } from './case-actions'

/** What a person has entered but not sent. Nothing of it is chosen for them. */
export interface Draft extends Omit<GivenDecision, 'finding' | 'policyId' | 'policyVersion'> {
  finding: Finding | null
  /** Undefined: the policy in force; null: none. */
  policyId: string | null | undefined
}

const empty: Draft = {
  ...{ finding: null, reason: '', tracks: {}, policyId: undefined, action: null },
  ...{ confidence: null, exhibits: [], secondReview: false },
}

const drafts = new Map<string, Draft>()

/** What was entered for a case in this tab, also after looking at another case in between. Lost with the tab. */
export function draftOf(caseId: string): Draft {
  return drafts.get(caseId) ?? empty
}

/** Keeps what is entered in this tab's memory; null: it was sent. */
export function keepDraft(caseId: string, draft: Draft | null): void {
  if (draft) drafts.set(caseId, draft)
  else drafts.delete(caseId)
}

const sent = new Map<string, { caseId: string; reason: string }>()

/** Keeps the reason that was sent with a decision, for whoever takes it back. Only that: nothing is chosen for anybody. */
export function keepSent(decisionId: string, caseId: string, { reason }: Draft): void {
  sent.set(decisionId, { caseId, reason })
}

/** Puts the reason of a decision back to be changed, where it was sent from this tab and nothing was entered since. */
export function restoreSent(decisionId: string): void {
  const found = sent.get(decisionId)
  sent.delete(decisionId)
  if (found && !drafts.has(found.caseId)) drafts.set(found.caseId, { ...empty, reason: found.reason })
}
