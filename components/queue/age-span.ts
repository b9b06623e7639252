import { type AgeBand, ageBands } from '@/lib/queues/age-bands'

/** How long cases wait, in minutes: so many at least, and fewer than so many; null: no bound. */
export interface AgeSpan {
  olderThan: number | null
  youngerThan: number | null
}

/** Where one band of ages ends and the next begins, as addresses spell it and in words. */
export const ageEdges = [
  { slug: '1h', minutes: 60, words: 'an hour' },
  { slug: '4h', minutes: 240, words: '4 hours' },
  { slug: '1d', minutes: 1440, words: 'a day' },
  { slug: '7d', minutes: 10_080, words: '7 days' },
] as const

/** Reads two edges of an address. What is none counts as not said; a span the wrong way round is turned, an empty one has no end. */
export function parseAgeSpan(older: string, younger: string): AgeSpan {
  const [from, to] = [minutesOf(older), minutesOf(younger)]
  if (from !== null && from === to) return { olderThan: from, youngerThan: null }
  if (from !== null && to !== null && from > to) return { olderThan: to, youngerThan: from }
  return { olderThan: from, youngerThan: to }
}

/** An edge as addresses spell it; nothing for none. */
export function ageSlug(minutes: number | null): string {
  return ageEdges.find((edge) => edge.minutes === minutes)?.slug ?? ''
}

/** The span of a band of ages. */
export function spanOfBand(band: AgeBand): AgeSpan {
  const at = ageBands.findIndex((one) => one.band === band)
  const end = ageBands[at]?.minutes ?? Number.POSITIVE_INFINITY
  return { olderThan: ageBands[at - 1]?.minutes ?? null, youngerThan: Number.isFinite(end) ? end : null }
}

/** "Under an hour", "Over 4 hours", "1 to 7 days"; null where there is no bound. */
export function ageSpanWords({ olderThan, youngerThan }: AgeSpan): string | null {
  if (olderThan === null && youngerThan === null) return null
  const band = ageBands.find(({ band: one }) => {
    const span = spanOfBand(one)
    return span.olderThan === olderThan && span.youngerThan === youngerThan
  })
  if (band) return band.name
  if (olderThan === null) return `Under ${edgeWords(youngerThan)}`
  return youngerThan === null
    ? `Over ${edgeWords(olderThan)}`
    : `Over ${edgeWords(olderThan)}, under ${edgeWords(youngerThan)}`
}

/** What is wrong with the chosen bounds, by field: a span that nothing can be in. */
export function ageFaults(form: FormData): Record<string, string> {
  const [from, to] = [minutesOf(String(form.get('older') ?? '')), minutesOf(String(form.get('younger') ?? ''))]
  if (from === null || to === null || from < to) return {}
  return { younger: `Nothing waits over ${edgeWords(from)} and under ${edgeWords(to)}. Choose a longer time.` }
}

function minutesOf(slug: string): number | null {
  return ageEdges.find((edge) => edge.slug === slug)?.minutes ?? null
}

function edgeWords(minutes: number | null): string {
  return ageEdges.find((edge) => edge.minutes === minutes)?.words ?? `${minutes} minutes`
}
