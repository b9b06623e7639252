import { daysChosen } from '@/components/shell/days-chosen'
import type { PurgeReason } from '@/lib/audit/events'
import type { Standing } from '@/lib/retention/list-retention'

/** Where a deletion stands, worst first: the order of the page. */
export const standings = ['failed', 'purging', 'due', 'purged'] as const satisfies readonly Standing[]
export const purgeReasons = [
  'zero_retention',
  'withdrawn',
  'manual',
  'erasure',
  'key_lost',
] as const satisfies readonly PurgeReason[]

/** What of the deletions is shown: as it stands in the page's address. */
export interface RetentionFilter {
  /** Null: all. */
  standing: Standing | null
  reason: PurgeReason | null
  caseNumber: number | null
  /** Days of the hand-in in UTC, `YYYY-MM-DD`; both inclusive. */
  from: string | null
  to: string | null
  /** The page's place, as the page before named it. */
  after: string | null
}

type Query = Record<string, string | string[] | undefined>

/** Reads the filter out of the address; what cannot be meant is left out. */
export function readRetentionFilter(query: Query): RetentionFilter {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name].trim() : '')
  const number = text('case').replace(/^#/, '')
  return {
    standing: standings.find((one) => one === text('state')) ?? null,
    reason: purgeReasons.find((one) => one === text('reason')) ?? null,
    caseNumber: /^[1-9]\d{0,8}$/.test(number) ? Number(number) : null,
    ...daysChosen(text('from'), text('to')),
    after: /^[0-3]\.\d{1,9}$/.test(text('after')) ? text('after') : null,
  }
}

/** The address of the Retention page with the filter. */
export function retentionAddress(filter: Partial<RetentionFilter>): string {
  const query = new URLSearchParams()
  if (filter.standing) query.set('state', filter.standing)
  if (filter.reason) query.set('reason', filter.reason)
  if (filter.caseNumber) query.set('case', String(filter.caseNumber))
  if (filter.from) query.set('from', filter.from)
  if (filter.to) query.set('to', filter.to)
  if (filter.after) query.set('after', filter.after)
  return query.size > 0 ? `/retention?${query}` : '/retention'
}

/** The filter as an address spells it, from its first page on and without the question mark; empty: everything. */
export function retentionQuery(filter: RetentionFilter): string {
  return retentionAddress({ ...filter, after: null }).slice('/retention?'.length)
}

/** Whether anything but the page narrows what is shown. */
export function isNarrowed(filter: RetentionFilter): boolean {
  return retentionQuery(filter) !== ''
}

/** The filter as lib/retention/list-retention.ts takes it: the days as instants. */
export function narrowingOf({ standing, reason, caseNumber, from, to, after }: RetentionFilter) {
  const start = (text: string) => new Date(`${text}T00:00:00.000Z`)
  return {
    standings: standing ? [standing] : [],
    reasons: reason ? [reason] : [],
    caseNumber,
    since: from ? start(from) : null,
    until: to ? new Date(start(to).getTime() + 24 * 3600 * 1000) : null,
    after,
  }
}
