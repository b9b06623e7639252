import { daysChosen } from '@/components/shell/days-chosen'
import { eventNames } from '@/lib/audit/event-names'
import type { AuditEventType } from '@/lib/audit/events'

export const trailChannels = ['portal', 'api', 'worker', 'cli'] as const
export type TrailChannel = (typeof trailChannels)[number]

export const trailPeriods = ['day', 'week', 'month'] as const
export type TrailPeriod = (typeof trailPeriods)[number]

/** What of the trail is shown: as it stands in the page's address. */
export interface TrailFilter {
  types: AuditEventType[]
  /** `member:UUID`, `api-key:UUID`, `worker`, `operator` or `visitor`. */
  actors: string[]
  channels: TrailChannel[]
  caseNumber: number | null
  /** The last day, 7 or 30 days, counted back from now; null where days are given. */
  period: TrailPeriod | null
  /** Days in UTC, `YYYY-MM-DD`; both inclusive. */
  from: string | null
  to: string | null
  /** The id of what entries are about, other than a case. */
  about: string | null
  /** One entry's id: nothing but it is shown. */
  entry: string | null
  /** Whether looks at cases and media are shown. */
  looks: boolean
  /** Only entries older than this one's id. */
  before: number | null
  /** Only entries newer than this one's id. */
  after: number | null
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const anId = new RegExp(`^${uuid}$`)
const actor = new RegExp(`^(?:(?:member|api-key):${uuid}|worker|operator|visitor)$`)
/** Of one facet in an address. */
const mostValues = 60

type Query = Record<string, string | string[] | undefined>

/** Reads the filter out of the address; what cannot be meant is left out. */
export function readTrailFilter(query: Query): TrailFilter {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name].trim() : '')
  const all = (name: string) => [...new Set([query[name] ?? []].flat())].slice(0, mostValues)
  const { from, to } = daysChosen(text('from'), text('to'))
  return {
    types: all('type').filter((type): type is AuditEventType => Object.hasOwn(eventNames, type)),
    actors: all('who').filter((who) => actor.test(who)),
    channels: all('via').filter((via): via is TrailChannel => trailChannels.some((channel) => channel === via)),
    caseNumber: naturalNumber(text('case').replace(/^#/, ''), 2 ** 31 - 1),
    period: from || to ? null : (trailPeriods.find((period) => period === text('period')) ?? null),
    from,
    to,
    about: anId.test(text('about')) ? text('about') : null,
    entry: anId.test(text('entry')) ? text('entry') : null,
    looks: text('looks') !== 'no',
    before: naturalNumber(text('before'), Number.MAX_SAFE_INTEGER),
    after: naturalNumber(text('after'), Number.MAX_SAFE_INTEGER),
  }
}

/** The filter as an address spells it, without the question mark; always the same text for the same filter. */
export function trailQuery(filter: TrailFilter): string {
  const query = new URLSearchParams()
  for (const type of filter.types.toSorted()) query.append('type', type)
  for (const who of filter.actors.toSorted()) query.append('who', who)
  for (const via of filter.channels.toSorted()) query.append('via', via)
  if (filter.caseNumber) query.set('case', String(filter.caseNumber))
  if (filter.period) query.set('period', filter.period)
  if (filter.from) query.set('from', filter.from)
  if (filter.to) query.set('to', filter.to)
  if (filter.about) query.set('about', filter.about)
  if (filter.entry) query.set('entry', filter.entry)
  if (!filter.looks) query.set('looks', 'no')
  if (filter.before) query.set('before', String(filter.before))
  if (filter.after) query.set('after', String(filter.after))
  return query.toString()
}

/** The address of the trail with the filter, beginning with `/audit`. */
export function trailAddress(filter: TrailFilter): string {
  const query = trailQuery(filter)
  return query ? `/audit?${query}` : '/audit'
}

/** The address of one entry. */
export function entryAddress(entry: string): string {
  return trailAddress({ ...wholeTrail, entry })
}

/** The same filter from its newest entry on. */
export function firstPage(filter: TrailFilter): TrailFilter {
  return { ...filter, before: null, after: null }
}

/** The address of everything about one thing; null where a value is no id of one. */
export function aboutAddress(value: unknown): string | null {
  return typeof value === 'string' && anId.test(value) ? trailAddress({ ...wholeTrail, about: value }) : null
}

/** The filter that shows everything. */
export const wholeTrail: TrailFilter = readTrailFilter({})

/** Whether anything narrows the trail; its page does not count. */
export function isNarrowed(filter: TrailFilter): boolean {
  return trailQuery(firstPage(filter)) !== ''
}

/** The period as instants: from the first day's start to the end of the last, or the time before `now`. */
export function periodOf({ period, from, to }: TrailFilter, now: Date): { since: Date | null; until: Date | null } {
  if (period) return { since: new Date(now.getTime() - periodDays[period] * dayMs), until: null }
  const start = (text: string) => new Date(`${text}T00:00:00.000Z`)
  return { since: from ? start(from) : null, until: to ? new Date(start(to).getTime() + dayMs) : null }
}

const dayMs = 24 * 3600 * 1000
const periodDays: Record<TrailPeriod, number> = { day: 1, week: 7, month: 30 }

/** The filter as the queries of the trail take it (lib/audit/narrow-trail.ts). */
export function narrowingOf(filter: TrailFilter, now: Date) {
  const { types, actors, channels, caseNumber, about, entry, looks } = filter
  return {
    types,
    actors,
    channels: [...channels],
    caseNumber,
    aboutId: about,
    entryId: entry,
    looks,
    ...periodOf(filter, now),
  }
}

/** A list with a value added, or without it where it was in it. */
export function toggled<T>(values: T[], value: T): T[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value]
}

function naturalNumber(text: string, most: number): number | null {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : 0
  return value > 0 && value <= most ? value : null
}
