import { daysChosen } from '@/components/shell/days-chosen'
import type { RoutingConditions } from '@/lib/queues/routing-rules'

export const insightPeriods = ['week', 'month', 'quarter', 'year'] as const
export type InsightPeriod = (typeof insightPeriods)[number]
export const insightSources = ['upload', 'url', 'api', 'sample'] as const
export const insightMedia = ['image', 'audio', 'video'] as const

/** What the Insights page is about: as it stands in its address. */
export interface InsightFilter {
  /** The last so many whole days, today among them; null where days are given. */
  period: InsightPeriod | null
  /** Days in UTC, `YYYY-MM-DD`; both inclusive, either may be open. */
  from: string | null
  to: string | null
  mediaType: (typeof insightMedia)[number] | null
  source: (typeof insightSources)[number] | null
  queueId: string | null
  /** The threshold that is tried: a score from so many percent on, up to so many. */
  least: number
  most: number
}

type Query = Record<string, string | string[] | undefined>

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const dayMs = 24 * 3600 * 1000
const periodDays: Record<InsightPeriod, number> = { week: 7, month: 30, quarter: 91, year: 365 }
/** Days are counted from here on: before it there is nothing, and longer than ten years is no period. */
const mostDays = 3660

/** Reads the filter out of the address; what cannot be meant is left out. */
export function readInsightFilter(query: Query): InsightFilter {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name].trim() : '')
  const named = insightPeriods.find((period) => period === text('period'))
  // A period that was chosen where days stood goes before them, unless they were changed with it.
  const isInstead = named !== undefined && text('were') !== '' && text('were') === `${text('from')}..${text('to')}`
  const { from, to } = isInstead ? { from: null, to: null } : daysChosen(text('from'), text('to'))
  const [least, most] = [percentIn(text('least')) ?? 80, percentIn(text('most')) ?? 100]
  return {
    period: from || to ? null : (named ?? 'month'),
    from,
    to,
    mediaType: insightMedia.find((type) => type === text('type')) ?? null,
    source: insightSources.find((source) => source === text('source')) ?? null,
    queueId: uuid.test(text('queue')) ? text('queue') : null,
    least: Math.min(least, most),
    most: Math.max(least, most),
  }
}

/** The filter as an address spells it, without the question mark; what is the default is left out. */
export function insightQuery(filter: InsightFilter): string {
  const query = new URLSearchParams()
  if (filter.period && filter.period !== 'month') query.set('period', filter.period)
  if (filter.from) query.set('from', filter.from)
  if (filter.to) query.set('to', filter.to)
  if (filter.mediaType) query.set('type', filter.mediaType)
  if (filter.source) query.set('source', filter.source)
  if (filter.queueId) query.set('queue', filter.queueId)
  if (filter.least !== 80) query.set('least', String(filter.least))
  if (filter.most !== 100) query.set('most', String(filter.most))
  return query.toString()
}

/** The address of the page with the filter. */
export function insightAddress(filter: InsightFilter): string {
  const query = insightQuery(filter)
  return query ? `/insights?${query}` : '/insights'
}

/** The filter as the queries of lib/insights take it: whole days (UTC) as instants, today to its end. */
export function partOf({ period, from, to, mediaType, source, queueId }: InsightFilter, now: Date) {
  const start = (day: string) => new Date(`${day}T00:00:00.000Z`)
  const end = start(to ?? now.toISOString().slice(0, 10)).getTime() + dayMs
  const days = period ? periodDays[period] : mostDays
  const since = from ? Math.max(start(from).getTime(), end - mostDays * dayMs) : end - days * dayMs
  // A day to come has nothing in it, and is still a period.
  const until = Math.max(end, since + dayMs)
  return { since: new Date(since), until: new Date(until), mediaType, source, queueId }
}

/** The routing rule that the tried threshold is, with what narrows the page and rules know. */
export function ruleOf({ least, most, mediaType, source }: InsightFilter): RoutingConditions {
  return {
    ...(mediaType && { mediaTypes: [mediaType] }),
    ...(source && { sources: [source] }),
    ...(least > 0 && { minScore: least / 100 }),
    ...(most < 100 && { maxScore: most / 100 }),
  }
}

/** The address that opens the routing settings with a rule of these conditions begun. */
export function ruleAddress(conditions: RoutingConditions): string {
  return `/settings/routing?${new URLSearchParams({ rule: JSON.stringify(conditions) })}`
}

function percentIn(text: string): number | null {
  return /^\d{1,3}$/.test(text) && Number(text) <= 100 ? Number(text) : null
}
