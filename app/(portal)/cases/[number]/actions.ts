'use server'

import { parseQueueFilter } from '@/components/queue/queue-filter'
import type { Finding } from '@/lib/audit/events'
import { claimCase } from '@/lib/cases/claim-case'
import { decideCase } from '@/lib/cases/decide-case'
import { findNextCase } from '@/lib/cases/find-next-case'
import { releaseCase } from '@/lib/cases/release-case'
import { undoDecision } from '@/lib/cases/undo-decision'
import { askQuestion } from '@/lib/detect/ask-question'
import { requestIntelligence } from '@/lib/detect/request-intelligence'
import { retryDetection } from '@/lib/detect/retry-detection'
import { memberAction } from '@/lib/http/server-action'

interface Decision {
  caseId: string
  number: number
  finding: Finding
  reason: string
  /** The part of the queue to stay in, as the address says it. */
  place: string
}

/** Decides the case and says which one to decide next. */
export const decideAction = memberAction(async (member, { caseId, number, finding, reason, place }: Decision) => {
  const { decisionId } = await decideCase(member, { caseId, finding, reason })
  const { tab, mediaType, search } = parseQueueFilter(Object.fromEntries(new URLSearchParams(place)))
  // The decision stands, whatever becomes of the search for the next case.
  const next = await findNextCase(member, { number, mediaType, search, deadline: tab === 'deadline' }).catch(() => null)
  return { decisionId, next }
})

/** Takes one's own decision back. */
export const undoAction = memberAction((member, input: { caseId: string; decisionId: string }) =>
  undoDecision(member, input),
)

/** Takes the case. */
export const claimAction = memberAction((member, input: { caseId: string }) => claimCase(member, input))

/** Gives the case back. */
export const releaseAction = memberAction((member, input: { caseId: string }) => releaseCase(member, input))

/** Runs a failed analysis again. */
export const retryAction = memberAction((member, input: { caseId: string }) => retryDetection(member, input))

/** Asks for a report in words on one of the case's runs. */
export const reportAction = memberAction((member, { detectionId }: { detectionId: string }) =>
  requestIntelligence(member, { detectionId }),
)

/** Asks a question about one of the case's runs. */
export const askAction = memberAction(
  async (member, { detectionId, query }: { detectionId: string; query: string }) => {
    const { id } = await askQuestion(member, { uuid: detectionId, query })
    return { questionId: id }
  },
)
