import type { Role, Scope } from '@/lib/access/actor'
import type { DetectionParameters } from '@/lib/detect/request'
import type { Label, MediaType } from '@/lib/engine/analysis'

export type Finding = 'synthetic' | 'manipulated' | 'authentic' | 'cheap_edit' | 'inconclusive' | 'not_assessable'

/** Every event there is. Facts only: ids, labels, reasons; never a copy of a row, a filename or a URL. */
export type AuditEvent =
  | { type: 'team.created' }
  | { type: 'member.added'; memberId: string; role: Role }
  | { type: 'member.signed_in'; memberId: string }
  | { type: 'member.sign_in_failed'; memberId: string; why: 'password' | 'deactivated' | 'locked' }
  | { type: 'member.signed_out'; memberId: string }
  | { type: 'key.created'; keyId: string; name: string; scopes: Scope[] }
  | { type: 'key.revoked'; keyId: string; name: string }
  | {
      type: 'case.opened'
      caseId: string
      number: number
      source: 'upload' | 'url' | 'api' | 'sample'
      mediaType: MediaType | null
      sha256: string | null
    }
  | { type: 'case.media_fetched'; caseId: string; mediaType: MediaType; sha256: string }
  | { type: 'case.claimed'; caseId: string }
  | { type: 'case.released'; caseId: string }
  | {
      type: 'case.decided'
      caseId: string
      decisionId: string
      finding: Finding
      reason: string
      label: string | null
      score: number | null
    }
  | { type: 'case.decision_undone'; caseId: string; decisionId: string }
  | {
      type: 'detection.started'
      caseId: string
      detectionId: string
      detector: string
      parameters: DetectionParameters
    }
  | { type: 'detection.completed'; caseId: string; detectionId: string; label: Label; score: number }
  | { type: 'detection.failed'; caseId: string; detectionId: string; reason: string }
  | { type: 'detection.retried'; caseId: string; detectionId: string }

export type AuditEventType = AuditEvent['type']

/** How the trail names each event to a person. */
export const eventNames: Record<AuditEventType, string> = {
  'team.created': 'Team created',
  'member.added': 'Member added',
  'member.signed_in': 'Signed in',
  'member.sign_in_failed': 'Sign-in failed',
  'member.signed_out': 'Signed out',
  'key.created': 'API key created',
  'key.revoked': 'API key revoked',
  'case.opened': 'Case opened',
  'case.media_fetched': 'Media fetched from its URL',
  'case.claimed': 'Case taken',
  'case.released': 'Case given back',
  'case.decided': 'Decided',
  'case.decision_undone': 'Decision taken back',
  'detection.started': 'Analysis started',
  'detection.completed': 'Analysis completed',
  'detection.failed': 'Analysis failed',
  'detection.retried': 'Analysis tried again',
}
