import type { EventSentence } from '@/components/case/event-sentence'
import { eventNames } from '@/lib/audit/event-names'
import type { AuditEventType } from '@/lib/audit/events'

/** Events of known media and of the lists of it. */
export type KnownEvent = Extract<AuditEventType, `known_${'media' | 'list'}.${string}`>

/** What happened, in words, as `eventSentence` has it. */
export function knownSentence(type: KnownEvent, facts: Record<string, unknown>): EventSentence {
  const plain: EventSentence = { title: eventNames[type] ?? type, detail: null, quote: null }
  const entries = typeof facts.entries === 'number' ? `${facts.entries.toLocaleString('en')} entries.` : null
  switch (type) {
    case 'known_media.judged':
      if (facts.judgement === null) return { ...plain, title: 'Match open again' }
      return {
        title: plain.title,
        detail: facts.judgement === 'same' ? 'It is the same media.' : 'It is not the same media.',
        quote: text(facts.reason),
      }
    case 'known_media.refuted':
      return { ...plain, quote: text(facts.reason) }
    case 'known_media.switched':
      return { ...plain, detail: switchWords(facts.after) }
    case 'known_list.imported':
      return { ...plain, detail: [text(facts.name) && `“${facts.name}”.`, entries].filter(Boolean).join(' ') || null }
    case 'known_list.removed':
    case 'known_list.exported':
      return { ...plain, detail: entries }
    case 'known_media.confirmed':
    case 'known_media.expired':
      return plain
    default:
      return { ...plain, title: type satisfies never }
  }
}

function switchWords(after: unknown): string | null {
  if (typeof after !== 'object' || after === null || !('matchCases' in after)) return null
  return after.matchCases === true ? 'Decided cases are matched.' : 'Decided cases are not matched any more.'
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
