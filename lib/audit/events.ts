import type { Role, Scope } from '@/lib/access/actor'
import type { FeedbackType } from '@/lib/detect/feedback'
import type { DetectionParameters } from '@/lib/detect/request-parameters'
import type { Label, MediaType } from '@/lib/engine/analysis'

export type Finding = 'synthetic' | 'manipulated' | 'authentic' | 'cheap_edit' | 'inconclusive' | 'not_assessable'

/** Which detector a team uses: of an API only its host is told. */
export interface DetectorChoice {
  use: 'builtin' | 'remote' | 'remote_then_builtin' | 'builtin_then_remote'
  host: string | null
}

export type PurgeReason = 'zero_retention' | 'withdrawn' | 'manual' | 'erasure' | 'key_lost'
export type MediaCopy = 'original' | 'preview' | 'map'

/** What a team has said about media that must not be kept; windows in minutes (drizzle/schema/retention.ts). */
export interface RetentionRules {
  portalDefault: boolean
  portalRule: boolean
  portalWindow: number
  apiWindow: number
  keepSeenHash: boolean
}

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
      /** Null under zero retention: it would tell whoever has the file that it was here. */
      sha256: string | null
      zeroRetention: boolean
    }
  | { type: 'case.media_fetched'; caseId: string; mediaType: MediaType; sha256: string | null }
  | { type: 'case.withdrawn'; caseId: string; detectionId: string }
  | { type: 'case.purge_asked'; caseId: string; because: PurgeReason; reason?: string }
  /** `receipt`: SHA-256 of the receipt's canonical bytes, hex. */
  | { type: 'case.purged'; caseId: string; because: PurgeReason; copies: number; receipt: string }
  | { type: 'case.purge_failed'; caseId: string }
  | { type: 'case.key_lost'; caseId: string }
  | { type: 'case.held'; caseId: string; reason: string }
  | { type: 'case.hold_ended'; caseId: string; reason: string }
  | { type: 'erasure.requested'; caseId: string; requestId: string; reason: string }
  | { type: 'erasure.confirmed'; caseId: string; requestId: string }
  | { type: 'erasure.refused'; caseId: string; requestId: string }
  | { type: 'retention.changed'; before: RetentionRules; after: RetentionRules }
  | { type: 'case.viewed'; caseId: string }
  | { type: 'media.viewed'; caseId: string; mediaId: string; copy: MediaCopy }
  | { type: 'media.played'; caseId: string; mediaId: string; copy: MediaCopy }
  | { type: 'media.downloaded'; caseId: string; mediaId: string; copy: MediaCopy }
  | { type: 'bundle.exported'; caseId: string; sha256: string }
  | { type: 'statement.exported'; caseId: string; decisionId: string; format: 'json' | 'csv' }
  | { type: 'receipt.exported'; caseId: string; format: 'json' | 'print' }
  | { type: 'trail.exported'; format: 'csv' | 'jsonl'; entries: number; query: string }
  | { type: 'trail.verified'; ok: boolean; entries: number; checkpoints: number; problems: number }
  | { type: 'view.saved'; viewId: string; page: 'audit' | 'queue' | 'retention' }
  | { type: 'view.removed'; viewId: string; page: 'audit' | 'queue' | 'retention' }
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
  | { type: 'detection.sent'; caseId: string; detectionId: string; remoteUuid: string }
  | { type: 'detector.changed'; before: DetectorChoice | null; after: DetectorChoice | null; keyReplaced: boolean }
  | { type: 'detector.tested'; host: string; ok: boolean }
  | { type: 'batch.opened'; batchId: string; files: number }
  | { type: 'upload.received'; uploadId: string; mediaType: MediaType; sizeBytes: number }
  | { type: 'intelligence.requested'; caseId: string; detectionId: string; intelligenceId: string }
  | { type: 'intelligence.completed'; caseId: string; detectionId: string; intelligenceId: string }
  | { type: 'intelligence.failed'; caseId: string; detectionId: string; intelligenceId: string; reason: string }
  | { type: 'source.traced'; caseId: string; detectionId: string; tracingId: string; label: string | null }
  | { type: 'question.asked'; caseId: string; detectionId: string; questionId: string }
  | { type: 'question.answered'; caseId: string; detectionId: string; questionId: string }
  | { type: 'question.failed'; caseId: string; detectionId: string; questionId: string; reason: string }
  | { type: 'feedback.given'; caseId: string; detectionId: string; feedback: FeedbackType }
  | { type: 'feedback.withdrawn'; caseId: string; detectionId: string }
  | { type: 'callback.delivered'; callbackId: string; caseId?: string; status: number; attempts: number }
  | { type: 'callback.failed'; callbackId: string; caseId?: string; reason: string; attempts: number }
  | { type: 'callback.redriven'; callbackId: string; caseId?: string }
  | { type: 'callback_secret.rotated' }

/**
 * Values that may have to be erased one day: the trail holds a salted commitment in their place, the value itself lies in
 * audit_openings (lib/audit/commit-facts.ts).
 */
export const erasableFacts: Partial<Record<AuditEvent['type'], readonly string[]>> = {
  'case.opened': ['sha256'],
  'case.media_fetched': ['sha256'],
  'case.decided': ['reason'],
  'case.purge_asked': ['reason'],
  'case.held': ['reason'],
  'case.hold_ended': ['reason'],
  'erasure.requested': ['reason'],
  'detection.failed': ['reason'],
  'intelligence.failed': ['reason'],
  'question.failed': ['reason'],
  'trail.exported': ['query'],
}

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
  'case.withdrawn': 'Deleted over the API',
  'case.purged': 'Media deleted',
  'case.purge_asked': 'Deletion ordered',
  'case.purge_failed': 'Media could not be deleted yet',
  'case.key_lost': 'Key lost',
  'case.held': 'Legal hold set',
  'case.hold_ended': 'Legal hold lifted',
  'erasure.requested': 'Erasure asked for',
  'erasure.confirmed': 'Erasure confirmed',
  'erasure.refused': 'Erasure refused',
  'retention.changed': 'Retention settings changed',
  'case.viewed': 'Case looked at',
  'media.viewed': 'Picture shown',
  'media.played': 'Sound or video played',
  'media.downloaded': 'Media downloaded',
  'bundle.exported': 'Evidence bundle exported',
  'statement.exported': 'Statement of reasons exported',
  'receipt.exported': 'Receipt exported',
  'trail.exported': 'Trail exported',
  'trail.verified': 'Trail verified',
  'view.saved': 'View saved',
  'view.removed': 'View removed',
  'case.claimed': 'Case taken',
  'case.released': 'Case given back',
  'case.decided': 'Decided',
  'case.decision_undone': 'Decision taken back',
  'detection.started': 'Analysis started',
  'detection.completed': 'Analysis completed',
  'detection.failed': 'Analysis failed',
  'detection.retried': 'Analysis tried again',
  'detection.sent': 'Handed to the Detect API',
  'detector.changed': 'Detector changed',
  'detector.tested': 'Detector tested',
  'batch.opened': 'Batch handed in',
  'upload.received': 'Secure upload received',
  'intelligence.requested': 'Report asked for',
  'intelligence.completed': 'Report written',
  'intelligence.failed': 'Report failed',
  'source.traced': 'Source traced',
  'question.asked': 'Question asked',
  'question.answered': 'Question answered',
  'question.failed': 'Question not answered',
  'feedback.given': 'Feedback on the verdict',
  'feedback.withdrawn': 'Feedback taken back',
  'callback.delivered': 'Callback delivered',
  'callback.failed': 'Callback not delivered',
  'callback.redriven': 'Callback sent again',
  'callback_secret.rotated': 'Callback secret replaced',
}
