import type { Role, Scope } from '@/lib/access/actor'
import type { FeedbackType } from '@/lib/detect/feedback'
import type { DetectionParameters } from '@/lib/detect/request-parameters'
import type { Label, MediaType } from '@/lib/engine/analysis'
import type { TeamSettings } from '@/lib/teams/team-rules'
import type { QueueFacts, RoutingFacts } from './queue-facts'

export type Finding = 'synthetic' | 'manipulated' | 'authentic' | 'cheap_edit' | 'inconclusive' | 'not_assessable'

/** Which detector a team uses: of an API only its host is told. */
export interface DetectorChoice {
  use: 'builtin' | 'remote' | 'remote_then_builtin' | 'builtin_then_remote'
  host: string | null
}

export type SkipReason = 'distressing' | 'language' | 'expertise' | 'conflict' | 'other'
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

/** Where a webhook goes, of its address the host alone, and what it is told of. */
export interface WebhookSettings {
  host: string
  events: string[]
  paused: boolean
}

/** Every event there is. Facts only: ids, labels, reasons; never a copy of a row, a filename or a URL. */
export type AuditEvent =
  | { type: 'team.created' }
  | { type: 'team.changed'; before: Partial<TeamSettings>; after: Partial<TeamSettings> }
  | { type: 'member.added'; memberId: string; role: Role }
  /** Of an invitation; whom it is for is in nobody's trail before they come. */
  | { type: 'member.invited'; invitationId: string; role: Role }
  | { type: 'member.invitation_revoked'; invitationId: string }
  | { type: 'member.joined'; memberId: string; invitationId: string; role: Role }
  | { type: 'member.role_changed'; memberId: string; before: Role; after: Role }
  | { type: 'member.deactivated'; memberId: string }
  | { type: 'member.reactivated'; memberId: string }
  /** `directory`: their identity provider no longer says that they belong here. */
  | { type: 'member.removed'; memberId: string; why: 'removed' | 'left' | 'directory' }
  /** `to` null: back into their queues. */
  | { type: 'member.claims_handed_over'; memberId: string; to: string | null; cases: number }
  /** Between teams; which other one is not this team's business. */
  | { type: 'member.switched'; memberId: string; direction: 'in' | 'out' }
  /** `by` is left out in entries from before there was a choice. */
  | { type: 'member.signed_in'; memberId: string; by?: 'password' | 'oidc' }
  | { type: 'member.sign_in_failed'; memberId: string; why: 'password' | 'second_step' | 'deactivated' | 'locked' }
  | { type: 'member.signed_out'; memberId: string }
  /** Their name, as everybody sees it; neither is in the trail. */
  | { type: 'member.renamed'; memberId: string }
  | { type: 'member.sessions_ended'; memberId: string; sessions: number }
  | { type: 'member.proved'; memberId: string; by: 'password' | 'second_step' | 'oidc' }
  | { type: 'member.proof_failed'; memberId: string }
  | { type: 'member.password_changed'; memberId: string; how: 'self' | 'reset' | 'operator' | 'provider' }
  | { type: 'member.password_reset_asked'; memberId: string }
  | { type: 'member.second_step_changed'; memberId: string; before: boolean; after: boolean }
  /** By the operator, from the identity provider they signed in through. */
  | { type: 'member.unlinked'; memberId: string }
  | { type: 'member.recovery_codes_renewed'; memberId: string }
  | { type: 'member.recovery_code_used'; memberId: string; left: number }
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
  | { type: 'case.claim_lapsed'; caseId: string; memberId: string }
  | { type: 'case.skipped'; caseId: string; reason: SkipReason }
  /**
   * `before`: the queue it was in; not where it was in none or stayed, nor in older entries. `reason`: a person's, who moved it by
   * hand from its page.
   */
  | { type: 'case.queued'; caseId: string; queueId: string; before?: string; ruleId: string | null; reason?: string }
  | { type: 'case.analysis_waived'; caseId: string }
  | { type: 'case.closed'; caseId: string; because: 'failed' | 'erased' }
  | { type: 'case.escalated'; caseId: string; reason: string }
  | { type: 'case.returned'; caseId: string; to: string; reason: string }
  | { type: 'case.noted'; caseId: string; noteId: string; mentions: string[] }
  | { type: 'case.note_removed'; caseId: string; noteId: string }
  | { type: 'case.judged_first'; caseId: string; finding: Finding }
  | { type: 'exhibit.pinned'; caseId: string; exhibitId: string; label: string }
  | { type: 'exhibit.removed'; caseId: string; exhibitId: string; label: string }
  | {
      type: 'source.judged'
      caseId: string
      addressHash: string
      /** Null: what was made of it was taken back. */
      judgement: 'same' | 'derived' | 'unrelated' | 'original' | null
    }
  /** What somebody made of a match: the same media or not; null: taken back. `knownId`: of the other case, or of a list's entry. */
  | {
      type: 'known_media.judged'
      caseId: string
      known: 'case' | 'list'
      knownId: string
      judgement: 'same' | 'different' | null
      reason?: string
    }
  | { type: 'known_media.confirmed'; listId: string; entryId: string }
  | { type: 'known_media.refuted'; listId: string; entryId: string; reason: string }
  | { type: 'known_media.expired'; listId: string; entryId: string }
  | { type: 'known_media.switched'; before: { matchCases: boolean }; after: { matchCases: boolean } }
  | { type: 'known_list.imported'; listId: string; name: string; entries: number }
  | { type: 'known_list.removed'; listId: string; entries: number }
  | { type: 'known_list.exported'; listId: string; entries: number }
  | {
      type: 'review.asked'
      caseId: string
      reviewId: string
      decisionId: string
      kind: 'second_review' | 'appeal'
      reason: string
    }
  | {
      type: 'review.answered'
      caseId: string
      reviewId: string
      outcome: 'upheld' | 'overruled'
      newDecisionId: string | null
    }
  | { type: 'review.withdrawn'; caseId: string; reviewId: string }
  | { type: 'media.unblurred'; caseId: string; mediaId: string }
  | {
      type: 'policy.published'
      policyId: string
      version: number
      /** Null: a policy of its own. What each version says is kept with it; entries from before this was told lack all three. */
      before: { version: number; name: string } | null
      after: { version: number; name: string }
      changed: ('name' | 'words' | 'rules')[]
    }
  | { type: 'policy.archived'; policyId: string }
  | { type: 'queue.changed'; queueId: string; before: QueueFacts | null; after: QueueFacts | null }
  /** The queues that are in use, by id, as they are offered. */
  | { type: 'queue.ordered'; before: string[]; after: string[] }
  | { type: 'routing.changed'; before: RoutingFacts[]; after: RoutingFacts[] }
  | { type: 'desk.changed'; before: Record<string, unknown>; after: Record<string, unknown> }
  /** Somebody's own; whose they are is the actor. How media is met is only named: what it is set to is their business. */
  | { type: 'preferences.changed'; before?: { keys: object }; after?: { keys: object }; changed?: string[] }
  | { type: 'webhook.created'; webhookId: string; host: string; events: string[] }
  | {
      type: 'webhook.changed'
      webhookId: string
      before: WebhookSettings
      after: WebhookSettings
      /** Also where its host stayed. */
      addressReplaced: boolean
      secretReplaced: boolean
    }
  | { type: 'webhook.removed'; webhookId: string; before: WebhookSettings; after: null }
  | { type: 'webhook.redriven'; webhookId: string; deliveryId: string; caseId?: string }
  | { type: 'webhook.tested'; webhookId: string; deliveryId: string }
  /** `told`: of what, as lib/webhooks/webhook-events.ts names it. */
  | {
      type: 'webhook.delivered'
      webhookId: string
      deliveryId: string
      caseId?: string
      told: string
      status: number
      attempts: number
    }
  | {
      type: 'webhook.failed'
      webhookId: string
      deliveryId: string
      caseId?: string
      told: string
      reason: string
      attempts: number
    }
  | { type: 'insights.exported'; chart: string }
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
      /** What of it was said; left out where nothing was, and in entries from before it could be. */
      tracks?: Partial<Record<'picture' | 'sound', Finding>>
      policyId?: string
      policyVersion?: number
      action?: string
      confidence?: 'low' | 'medium' | 'high'
      exhibits?: string[]
      kind?: 'second' | 'appeal'
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
  | { type: 'store.tested'; store: 'disk' | 's3' | 'uploadthing'; ok: boolean }
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
  'case.queued': ['reason'],
  'case.escalated': ['reason'],
  'case.returned': ['reason'],
  'review.asked': ['reason'],
  'known_media.judged': ['reason'],
  'known_media.refuted': ['reason'],
}

export type AuditEventType = AuditEvent['type']
