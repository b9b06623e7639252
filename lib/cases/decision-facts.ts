import type { AuditEvent, Finding } from '@/lib/audit/events'
import type { PolicyInForce } from '@/lib/policies/policy-in-force'
import type { DecisionInput } from './decision-input'

type Said = Omit<Extract<AuditEvent, { type: 'case.decided' }>, 'type' | 'caseId' | 'decisionId' | 'label' | 'score'>

/** A decision beside its finding and reason, as its row keeps it. */
export function decisionRow({ tracks, action, confidence, exhibits }: DecisionInput, policy: PolicyInForce | null) {
  return {
    tracks: kept(tracks),
    policyId: policy?.policyId ?? null,
    policyVersion: policy?.version ?? null,
    action,
    confidence,
    exhibits,
  }
}

/** The same as the trail tells it: what was not said is left out. */
export function decisionFacts(given: DecisionInput, policy: PolicyInForce | null): Said {
  const { finding, reason, action, confidence, exhibits } = given
  const tracks = kept(given.tracks)
  return {
    finding,
    reason,
    ...(Object.keys(tracks).length > 0 && { tracks }),
    ...(policy && { policyId: policy.policyId, policyVersion: policy.version }),
    ...(action !== null && { action }),
    ...(confidence !== null && { confidence }),
    ...(exhibits.length > 0 && { exhibits }),
  }
}

/** The tracks that were judged by themselves. */
function kept({ picture, sound }: DecisionInput['tracks']): Partial<Record<'picture' | 'sound', Finding>> {
  return { ...(picture && { picture }), ...(sound && { sound }) }
}
