import { changeWords } from '@/components/detector/change-words'
import { knownSentence } from '@/components/known/known-event'
import { storeEventWords } from '@/components/settings/store-words'
import type { Actor } from '@/lib/access/actor'
import { eventNames } from '@/lib/audit/event-names'
import type { AuditEvent, AuditEventType, Finding } from '@/lib/audit/events'
import { findingNames } from '@/lib/cases/case-states'
import type { FeedbackType } from '@/lib/detect/feedback'
import type { MediaType } from '@/lib/engine/analysis'
import { decisionWords, deskSentence } from './desk-words'
import { feedbackSays } from './feedback-words'
import { fileSize, mediaTypeNames, sourceNames } from './media-words'
import {
  copyWords,
  erasedWords,
  exportWords,
  formatWords,
  purgeOrderWords,
  purgeWords,
  rulesWords,
  verifiedTitle,
  verifiedWords,
  viewWords,
} from './proof-words'
import { changedParameters } from './run-words'
import { isTeamEvent, teamSentence } from './team-words'
import { percent } from './verdict-words'

/** An event of a case as the trail keeps it. */
export interface ToldEvent {
  type: AuditEventType
  actorKind: Actor['kind']
  actorName: string | null
  facts: Record<string, unknown>
}

export interface EventSentence {
  /** What happened, in a few words. */
  title: string
  /** More of it, or null. */
  detail: string | null
  /** A person's own words, or null. */
  quote: string | null
}

/** Who did it, as a reader knows them. */
export function actorWords({ actorKind, actorName }: Pick<ToldEvent, 'actorKind' | 'actorName'>): string {
  switch (actorKind) {
    case 'member':
      return actorName ?? 'A former member'
    case 'api-key':
      return actorName ? `API key “${actorName}”` : 'An API key'
    case 'worker':
      return 'Docket'
    case 'operator':
      return 'Operator at the server'
    case 'visitor':
      return 'Someone not signed in'
    default:
      return actorKind satisfies never
  }
}

/** What happened, in words, from the facts of the event. Facts that are missing or unknown are left out; erased ones are said to be. */
export function eventSentence(event: Pick<ToldEvent, 'type' | 'facts'>): EventSentence {
  const said = sentenceOf(event)
  const erased = erasedWords(event.facts)
  return erased ? { ...said, detail: [said.detail, erased].filter(Boolean).join(' ') } : said
}

function sentenceOf({ type, facts }: Pick<ToldEvent, 'type' | 'facts'>): EventSentence {
  const plain: EventSentence = { title: eventNames[type] ?? type, detail: null, quote: null }
  switch (type) {
    case 'case.opened':
    case 'case.media_fetched':
      return { ...plain, detail: mediaWords(facts) }
    case 'case.decided': {
      const name = findingName(facts.finding)
      const machine = verdictWords(facts)
      return {
        title: name ? `Decided: ${name}` : plain.title,
        detail:
          [decisionWords(facts), machine && `The detector’s verdict then: ${machine}.`].filter(Boolean).join(' ') ||
          null,
        quote: text(facts.reason),
      }
    }
    case 'detection.started':
      return { ...plain, detail: startWords(facts) }
    case 'detection.completed': {
      const verdict = verdictWords(facts)
      return { ...plain, title: verdict ? `${plain.title}: ${verdict}` : plain.title }
    }
    case 'detection.failed':
    case 'intelligence.failed':
      return { ...plain, detail: text(facts.reason) }
    case 'question.failed':
      // What else can be asked follows, which the question itself shows.
      return { ...plain, detail: text(facts.reason)?.match(/^.*?[.!?](?=\s|$)/)?.[0] ?? null }
    case 'case.withdrawn':
      return { ...plain, detail: 'Gone from every answer of the API; its media is deleted next.' }
    case 'case.purged':
      return { ...plain, detail: purgeWords(facts) }
    case 'case.purge_failed':
      return { ...plain, detail: 'It is tried again every hour, until it works.' }
    case 'batch.opened':
      return { ...plain, detail: countWords(facts.files, 'file') }
    case 'upload.received':
      return { ...plain, detail: uploadWords(facts) }
    case 'source.traced':
      return { ...plain, detail: text(facts.label) ? `It points to ${facts.label}.` : 'No generator could be named.' }
    case 'feedback.given':
      return { ...plain, detail: feedbackWords(facts.feedback) }
    case 'callback.delivered':
      return { ...plain, detail: deliveryWords(facts) }
    case 'callback.failed':
      return { ...plain, detail: [text(facts.reason), attemptWords(facts.attempts)].filter(Boolean).join(' ') || null }
    case 'detection.sent':
      return { ...plain, detail: text(facts.remoteUuid) ? `Its id there is ${facts.remoteUuid}.` : null }
    case 'detector.changed':
      return { ...plain, detail: changeWords(facts) }
    case 'detector.tested':
      return { ...plain, detail: testWords(facts) }
    case 'store.tested':
      return { ...plain, detail: storeEventWords(facts) }
    case 'case.purge_asked':
      return { ...plain, detail: purgeOrderWords(facts), quote: text(facts.reason) }
    case 'case.key_lost':
      return { ...plain, detail: 'With it its media can be read by nobody any more: the case ends here.' }
    case 'case.held':
      return { ...plain, detail: 'Its media is not deleted until the hold is lifted.', quote: text(facts.reason) }
    case 'case.hold_ended':
      return { ...plain, quote: text(facts.reason) }
    case 'erasure.requested':
      return { ...plain, detail: 'A second person has to confirm it.', quote: text(facts.reason) }
    case 'retention.changed':
      return { ...plain, detail: rulesWords(facts) }
    case 'media.viewed':
    case 'media.played':
    case 'media.downloaded':
      return { ...plain, detail: copyWords(facts.copy) }
    case 'bundle.exported':
      return { ...plain, detail: text(facts.sha256) && `SHA-256 ${String(facts.sha256).slice(0, 12)}…` }
    case 'statement.exported':
    case 'receipt.exported':
      return { ...plain, detail: formatWords(facts.format) }
    case 'trail.exported':
      return { ...plain, detail: exportWords(facts) }
    case 'trail.verified':
      return { ...plain, title: verifiedTitle(facts), detail: verifiedWords(facts) }
    case 'view.saved':
    case 'view.removed':
      return { ...plain, detail: viewWords(facts.page) }
    case 'case.viewed':
    case 'erasure.confirmed':
    case 'erasure.refused':
    case 'case.claimed':
    case 'case.released':
    case 'case.decision_undone':
    case 'detection.retried':
    case 'intelligence.requested':
    case 'intelligence.completed':
    case 'question.asked':
    case 'question.answered':
    case 'feedback.withdrawn':
    case 'callback.redriven':
    case 'callback_secret.rotated':
    case 'key.created':
    case 'key.revoked':
      return plain
    case 'known_media.judged':
    case 'known_media.confirmed':
    case 'known_media.refuted':
    case 'known_media.expired':
    case 'known_media.switched':
    case 'known_list.imported':
    case 'known_list.removed':
    case 'known_list.exported':
      return knownSentence(type, facts)
    default:
      return isTeamEvent(type) ? teamSentence(type, facts) : deskSentence(type, facts)
  }
}

function mediaWords(facts: Record<string, unknown>): string | null {
  const { source, mediaType, sha256, zeroRetention } = facts as Partial<Extract<AuditEvent, { type: 'case.opened' }>>
  const parts = [
    source && sourceNames[source],
    mediaType && mediaTypeNames[mediaType].toLowerCase(),
    text(sha256) && `SHA-256 ${String(sha256).slice(0, 12)}…`,
  ].filter(Boolean)
  const said = parts.join(', ')
  const says = said ? `${said.charAt(0).toUpperCase()}${said.slice(1)}.` : null
  return zeroRetention ? [says, 'Zero retention: its media is not kept.'].filter(Boolean).join(' ') : says
}

function uploadWords({ mediaType, sizeBytes }: Record<string, unknown>): string | null {
  const kind = Object.hasOwn(mediaTypeNames, String(mediaType)) ? mediaTypeNames[mediaType as MediaType] : null
  const size = typeof sizeBytes === 'number' ? fileSize(sizeBytes) : null
  const parts = [kind, size].filter(Boolean)
  return parts.length > 0 ? `${parts.join(', ')}.` : null
}

function feedbackWords(feedback: unknown): string | null {
  return Object.hasOwn(feedbackSays, String(feedback)) ? feedbackSays[feedback as FeedbackType] : null
}

function deliveryWords({ status, attempts }: Record<string, unknown>): string | null {
  const answer = typeof status === 'number' ? `Its receiver answered ${status}.` : null
  const tried = typeof attempts === 'number' && attempts > 1 ? attemptWords(attempts) : null
  return [answer, tried].filter(Boolean).join(' ') || null
}

function attemptWords(attempts: unknown): string | null {
  if (attempts === 0) return null
  const counted = countWords(attempts, 'attempt')
  return counted && `After ${counted}`
}

function countWords(count: unknown, one: string, many = `${one}s`): string | null {
  return typeof count === 'number' ? `${count.toLocaleString('en')} ${count === 1 ? one : many}.` : null
}

function startWords(facts: Record<string, unknown>): string {
  const named = text(facts.detector)
  const detector = named === 'builtin' ? 'Built-in engine' : named === 'remote' ? 'Detect API' : (named ?? 'Detector')
  const changed = changedParameters(facts.parameters)
  return changed.length > 0 ? `${detector}, with ${changed.join(', ')}.` : `${detector}.`
}

function testWords({ host, ok }: Record<string, unknown>): string | null {
  const api = text(host)
  return api && typeof ok === 'boolean' ? `${api} ${ok ? 'works' : 'does not work'}.` : null
}

function verdictWords({ label, score }: Record<string, unknown>): string | null {
  const said = text(label)
  if (!said) return null
  return typeof score === 'number' ? `${said}, ${percent(score)}` : said
}

function findingName(finding: unknown): string | null {
  return typeof finding === 'string' && finding in findingNames ? findingNames[finding as Finding].name : null
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
