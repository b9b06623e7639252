import type { Finding } from '@/lib/audit/events'

/** What a person has entered but not sent. */
export interface Draft {
  finding: Finding | null
  reason: string
}

const drafts = new Map<string, Draft>()

/** What was entered for a case in this tab, also after looking at another case in between. Lost with the tab. */
export function draftOf(caseId: string): Draft {
  return drafts.get(caseId) ?? { finding: null, reason: '' }
}

/** Keeps what is entered in this tab's memory; null: it was sent. */
export function keepDraft(caseId: string, draft: Draft | null): void {
  if (draft) drafts.set(caseId, draft)
  else drafts.delete(caseId)
}
