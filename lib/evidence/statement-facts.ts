import type { Finding } from '@/lib/audit/events'
import { findingNames } from '@/lib/cases/case-states'
import type { MediaType } from '@/lib/engine/analysis'
import type { OpenedEntry } from './opened-entry'
import type { StatementField, StatementFields } from './statement-schema'

const mediaContent: Record<MediaType, 'CONTENT_TYPE_AUDIO' | 'CONTENT_TYPE_IMAGE' | 'CONTENT_TYPE_VIDEO'> = {
  audio: 'CONTENT_TYPE_AUDIO',
  image: 'CONTENT_TYPE_IMAGE',
  video: 'CONTENT_TYPE_VIDEO',
}

/** Notes what a field rests on, and answers its value. */
export type Say = <T>(field: StatementField, says: string, from: OpenedEntry[], value: T) => T

/** The finding, the reviewer's own words and what the detector had said; the words alone where all is too long. */
export function factsOf(decided: OpenedEntry, finding: Finding, say: Say): string | null {
  const { reason, label, score } = decided.facts
  if (typeof reason !== 'string') return null
  const { name, means } = findingNames[finding]
  const machine =
    typeof label === 'string' && typeof score === 'number'
      ? ` The automated analysis had answered “${label}”, score ${score.toFixed(2)} of 1.`
      : ''
  const all = `A person reviewed the media and found: ${name}. ${means} Their reason: ${reason.trim()}${machine}`
  return say(
    'decision_facts',
    'The finding and the reason given with it, word for word.',
    [decided],
    all.length > 5000 ? reason : all,
  )
}

/** What kind of media it is; null where it never arrived. */
export function contentOf(entries: readonly OpenedEntry[], decided: OpenedEntry, finding: Finding, say: Say) {
  const source = entries.find(
    ({ type, facts }) =>
      (type === 'case.opened' || type === 'case.media_fetched') &&
      typeof facts.mediaType === 'string' &&
      Object.hasOwn(mediaContent, facts.mediaType),
  )
  if (!source) return null
  const medium = mediaContent[source.facts.mediaType as MediaType]
  if (finding !== 'synthetic') return say('content_type', 'What kind of media came in.', [source], [medium])
  const both: NonNullable<StatementFields['content_type']> = [medium, 'CONTENT_TYPE_SYNTHETIC_MEDIA']
  return say(
    'content_type',
    'What kind of media came in, and that it was found to be synthetic.',
    [source, decided],
    both.sort(),
  )
}

/** Whether automated means picked this content out, as far as its way here tells. */
export function detectionOf(opened: OpenedEntry, analyses: OpenedEntry[], say: Say): 'Yes' | 'No' | null {
  if (opened.actorKind !== 'api-key')
    return say(
      'automated_detection',
      'A person handed it in. Change it to “Yes” where a system of yours had picked it out before.',
      [opened],
      'No',
    )
  if (analyses.length === 0) return null
  return say(
    'automated_detection',
    'A program handed it in, and an automated analysis judged it before a person did. Change it to “No” where a notice or a person led to it.',
    [opened, ...analyses],
    'Yes',
  )
}

/** To what extent the decision itself was automated: never wholly, as only a person decides. */
export function decisionOf(decided: OpenedEntry, analyses: OpenedEntry[], say: Say) {
  if (analyses.length === 0)
    return say(
      'automated_decision',
      'A person decided, and no automated analysis had answered before.',
      [decided],
      'AUTOMATED_DECISION_NOT_AUTOMATED',
    )
  return say(
    'automated_decision',
    'A person decided, after an automated analysis had answered.',
    [...analyses, decided],
    'AUTOMATED_DECISION_PARTIALLY',
  )
}
