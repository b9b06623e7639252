import type { AuditEventType } from '@/lib/audit/events'
import type { CaseDetail } from './read-case'
import type { CaseRail } from './read-rail'

/**
 * A case without anything that says, or lets one work out, what a machine or a colleague made of it: for somebody who owes a
 * first impression. What may stay is listed; whatever is not named here goes.
 */
export function withholdScores(detail: CaseDetail): CaseDetail {
  return {
    ...detail,
    case: { ...detail.case, verdictLabel: null, verdictScore: null, doubts: 0, priority: 0, queueId: null },
    // A rule may have put it there for its score.
    queueName: null,
    copies: detail.copies.filter(({ copy }) => copy !== 'map'),
    detections: detail.detections
      .filter(({ status }) => status !== 'completed')
      .map((run) => ({
        ...run,
        ...{ result: null, label: null, score: null, evidence: [] },
        ...{ intelligence: null, questions: [], feedback: [] },
      })),
    decisions: [],
    timeline: detail.timeline.filter(({ type }) => told.has(type)),
  }
}

/** The rail to go with it: whose turn it is, and nothing that others think. */
export function withholdThoughts(rail: CaseRail): CaseRail {
  const { standing: _, escalated, returned, review, judgeFirst, ...rest } = rail
  return {
    ...rest,
    ...{ decisions: [], standing: null, reviews: [], notes: [], exhibits: [] },
    judgeFirst: { ...judgeFirst, impressions: [] },
    review: review && { ...review, reason: '' },
    escalated: escalated && { ...escalated, reason: null },
    returned: returned && { ...returned, reason: null },
    may: { ...rail.may, pin: false, note: false },
  }
}

/** Events whose entries say nothing of what anybody or anything made of the media. */
const told: ReadonlySet<string> = new Set<AuditEventType>([
  ...(['case.opened', 'case.media_fetched', 'case.viewed', 'case.claimed', 'case.released'] as const),
  ...(['case.claim_lapsed', 'case.skipped', 'case.held', 'case.hold_ended'] as const),
  ...(['media.viewed', 'media.played', 'media.downloaded', 'media.unblurred'] as const),
  ...(['detection.started', 'detection.sent', 'detection.retried', 'detection.failed'] as const),
  'case.analysis_waived',
])
