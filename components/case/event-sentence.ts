import type { Actor } from '@/lib/access/actor'
import { type AuditEvent, type AuditEventType, eventNames, type Finding } from '@/lib/audit/events'
import { findingNames } from '@/lib/cases/case-states'
import { mediaTypeNames, sourceNames } from './media-words'
import { changedParameters } from './run-words'
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

/** What happened, in words, from the facts of the event. Facts that are missing or unknown are left out. */
export function eventSentence({ type, facts }: Pick<ToldEvent, 'type' | 'facts'>): EventSentence {
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
        detail: machine && `The engine’s verdict then: ${machine}.`,
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
      return { ...plain, detail: text(facts.reason) }
    case 'case.claimed':
    case 'case.released':
    case 'case.decision_undone':
    case 'detection.retried':
    case 'team.created':
    case 'member.added':
    case 'member.signed_in':
    case 'member.sign_in_failed':
    case 'member.signed_out':
    case 'key.created':
    case 'key.revoked':
      return plain
    default:
      // An entry of a kind that a later version wrote is still shown, by its own name.
      return { ...plain, title: type satisfies never }
  }
}

function mediaWords(facts: Record<string, unknown>): string | null {
  const { source, mediaType, sha256 } = facts as Partial<Extract<AuditEvent, { type: 'case.opened' }>>
  const parts = [
    source && sourceNames[source],
    mediaType && mediaTypeNames[mediaType].toLowerCase(),
    text(sha256) && `SHA-256 ${String(sha256).slice(0, 12)}…`,
  ].filter(Boolean)
  return parts.length > 0 ? `${parts.join(', ')}.` : null
}

function startWords(facts: Record<string, unknown>): string {
  const detector = facts.detector === 'builtin' ? 'Built-in engine' : (text(facts.detector) ?? 'Detector')
  const changed = changedParameters(facts.parameters)
  return changed.length > 0 ? `${detector}, with ${changed.join(', ')}.` : `${detector}.`
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
