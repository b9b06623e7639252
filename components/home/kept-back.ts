import type { ReturnedCase } from '@/lib/cases/list-returned'
import type { Mention } from '@/lib/notes/list-mentions'

export interface ShownMention extends Mention {
  /** They have to say what they think of the case first: the words of the note are not in here. */
  owed: boolean
}

/** Mentions for somebody who owes a first impression of those cases (ids). */
export function mentionsFor(mentions: Mention[], owed: readonly string[]): ShownMention[] {
  return mentions.map((mention) =>
    owed.includes(mention.caseId) ? { ...mention, body: '', owed: true } : { ...mention, owed: false },
  )
}

/** The same of cases that were sent to them: without the reason, which says what a colleague thinks. */
export function returnedFor(cases: ReturnedCase[], owed: readonly string[]): ReturnedCase[] {
  return cases.map((sent) => (owed.includes(sent.id) ? { ...sent, reason: null } : sent))
}
