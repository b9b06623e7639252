import type { TimelineEntry } from '@/lib/cases/read-case'
import type { CaseRail } from '@/lib/cases/read-rail'
import type { EventSentence } from './event-sentence'

/** What the desk knows of a case that its events only name by id. */
export interface TimelineWords {
  notes: Record<string, { body: string | null; mentions: string[]; removedAt: Date | null }>
  members: Record<string, string>
  queues: Record<string, string>
}

/** The words behind the ids in a case's timeline. */
export function timelineWords({
  notes,
  names,
  queueNames,
}: Pick<CaseRail, 'notes' | 'names' | 'queueNames'>): TimelineWords {
  return {
    notes: Object.fromEntries(notes.map(({ id, body, mentions, removedAt }) => [id, { body, mentions, removedAt }])),
    members: names,
    queues: queueNames,
  }
}

/** An event's sentence with the words of its note, and with people and queues by their names. */
export function withWords(
  sentence: EventSentence,
  { type, facts }: Pick<TimelineEntry, 'type' | 'facts'>,
  { notes, members, queues }: TimelineWords,
): EventSentence {
  const nameOf = (id: unknown) => namedIn(members, id)
  switch (type) {
    case 'case.noted': {
      const id = String(facts.noteId)
      const note = Object.hasOwn(notes, id) ? notes[id] : undefined
      if (!note) return sentence
      if (note.body === null) {
        const detail = note.removedAt ? 'It was removed since.' : 'Its words were deleted with the media.'
        return { ...sentence, detail }
      }
      const names = note.mentions.map(nameOf).filter((name) => name !== null)
      return { ...sentence, quote: note.body, detail: names.length > 0 ? `To ${names.join(', ')}.` : sentence.detail }
    }
    case 'case.returned': {
      const to = nameOf(facts.to)
      return to ? { ...sentence, detail: `To ${to}.` } : sentence
    }
    case 'case.claim_lapsed': {
      const who = nameOf(facts.memberId)
      return who ? { ...sentence, detail: `${who} had it and showed no sign of life.` } : sentence
    }
    case 'case.queued':
      return queuedWords(sentence, facts, queues)
    default:
      return sentence
  }
}

/** The sentence on a case that was put in a queue with both queues by name: "From “Late” to “Sound”." before what it says itself. */
export function queuedWords(
  sentence: EventSentence,
  facts: TimelineEntry['facts'],
  queues: Record<string, string>,
): EventSentence {
  const [from, to] = [namedIn(queues, facts.before), namedIn(queues, facts.queueId)]
  const way = [from && `from “${from}”`, to && `to “${to}”`].filter(Boolean).join(' ')
  if (way === '') return sentence
  const moved = `${way.charAt(0).toUpperCase()}${way.slice(1)}.`
  return { ...sentence, detail: [moved, sentence.detail].filter(Boolean).join(' ') }
}

function namedIn(names: Record<string, string>, id: unknown): string | null {
  return typeof id === 'string' && Object.hasOwn(names, id) ? (names[id] ?? null) : null
}
