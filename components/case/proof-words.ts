import { isErased } from '@/lib/audit/erased-fact'
import { eventNames } from '@/lib/audit/event-names'
import type { MediaCopy, PurgeReason, RetentionRules } from '@/lib/audit/events'

type Facts = Record<string, unknown>

/** Says which values of an event were erased; null where none was. The event itself stays and still verifies. */
export function erasedWords(facts: Facts): string | null {
  const erased = Object.keys(facts).filter((name) => isErased(facts[name]))
  if (erased.length === 0) return null
  const named = erased.map((name) => factNames[name] ?? `the value of ${name}`).join(' and ')
  return `${named.charAt(0).toUpperCase()}${named.slice(1)} ${erased.length === 1 ? 'was' : 'were'} erased.`
}

const factNames: Record<string, string> = {
  reason: 'the reason given',
  sha256: 'the SHA-256 of the media',
  query: 'the filter',
}

/** Why a case's media went, and how many copies were found to be gone. */
export function purgeWords({ because, copies, receipt }: Facts): string | null {
  const why = wordOf(purgeReasons, because)
  if (copies === 0) return why ? `${why} No file had ever arrived.` : null
  const gone =
    typeof copies === 'number' ? `${count(copies, 'media file')}, each looked for again and found to be gone.` : null
  const sealed = typeof receipt === 'string' && receipt ? `Receipt ${receipt.slice(0, 12)}…` : null
  return [why, gone, sealed].filter(Boolean).join(' ') || null
}

const purgeReasons: Record<PurgeReason, string> = {
  zero_retention: 'It was handed in with zero retention.',
  withdrawn: 'It was deleted over the API.',
  manual: 'Its deletion was ordered by hand.',
  erasure: 'Its erasure was asked for and confirmed by a second person.',
  key_lost: 'Its key was lost.',
}

/** Why a deletion was ordered. */
export function purgeOrderWords({ because }: Facts): string | null {
  return wordOf(orderReasons, because)
}

const orderReasons: Record<PurgeReason, string> = {
  zero_retention: 'Its time was up.',
  withdrawn: 'It was deleted over the API.',
  manual: 'By hand.',
  erasure: 'Two people agreed on an erasure.',
  key_lost: 'Its key was lost.',
}

/** Which copy was looked at. */
export function copyWords(copy: unknown): string | null {
  return wordOf(copies, copy)
}

const copies: Record<MediaCopy, string> = {
  original: 'The original.',
  preview: 'The preview.',
  map: 'A map over the picture.',
}

/** In which form something was exported. */
export function formatWords(format: unknown): string | null {
  return wordOf({ json: 'As JSON.', csv: 'As CSV.', jsonl: 'As JSON Lines.', print: 'To print.' }, format)
}

/** How much of the trail was exported. */
export function exportWords({ entries, format, query }: Facts): string | null {
  const form = wordOf({ csv: ' as CSV', jsonl: ' as JSON Lines' }, format) ?? ''
  const much = typeof entries === 'number' ? `${count(entries, 'entry', 'entries')}${form}.` : null
  const narrowed = typeof query === 'string' && query !== '' ? `Narrowed by ${query}.` : null
  return [much, narrowed].filter(Boolean).join(' ') || null
}

/** What a check of the trail found, in a few words. */
export function verifiedTitle({ ok, problems }: Facts): string {
  if (typeof ok !== 'boolean') return eventNames['trail.verified']
  if (ok) return 'Trail verified: nothing was changed'
  return typeof problems === 'number' && problems > 0
    ? `Trail verified: ${count(problems, 'problem')} found`
    : 'Trail verified: it does not hold'
}

/** How much of it was checked. */
export function verifiedWords({ entries, checkpoints }: Facts): string | null {
  if (typeof entries !== 'number') return null
  const signed = typeof checkpoints === 'number' ? ` and ${count(checkpoints, 'signed checkpoint')}` : ''
  return `${count(entries, 'entry', 'entries')}${signed}.`
}

/** Of which page a view is. */
export function viewWords(page: unknown): string | null {
  return wordOf({ audit: 'Of the trail.', queue: 'Of the queue.', retention: 'Of retention.' }, page)
}

/** How each retention rule is called, and how its values read. */
export const retentionRuleNames: Record<keyof RetentionRules, string> = {
  portalDefault: 'Zero retention preset on Submit',
  portalRule: 'Zero retention required on the portal',
  portalWindow: 'Deleted after hand-in on the portal',
  apiWindow: 'Deleted after hand-in over the API',
  keepSeenHash: 'Hash kept to recognise media seen before',
}

/** Which retention rules changed, in words. */
export function rulesWords({ before, after }: Facts): string | null {
  const [was, is] = [before as Facts, after as Facts]
  if (!was || !is || typeof was !== 'object' || typeof is !== 'object') return null
  const changed = Object.entries(retentionRuleNames).filter(([rule]) => was[rule] !== is[rule])
  if (changed.length === 0) return 'Nothing is different.'
  return `${changed.map(([rule, name]) => `${name}: ${ruleValue(rule, is[rule])}`).join('; ')}.`
}

/** A value of a retention rule as people say it. */
export function ruleValue(rule: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (typeof value !== 'number' || !/Window$/.test(rule)) return String(value)
  if (value === 0) return 'as soon as the analysis has ended'
  if (value % 1440 === 0) return count(value / 1440, 'day')
  return value % 60 === 0 ? count(value / 60, 'hour') : count(value, 'minute')
}

function wordOf(words: Record<string, string>, key: unknown): string | null {
  return typeof key === 'string' && Object.hasOwn(words, key) ? (words[key] ?? null) : null
}

function count(many: number, one: string, more = `${one}s`): string {
  return `${many.toLocaleString('en')} ${many === 1 ? one : more}`
}
