import type { CaseState } from '@/lib/cases/case-states'
import { ageSlug } from './age-span'
import { slugOf } from './queue-choices'
import { type QueueFilter, type QueueTab, statesOf, wholeQueue } from './queue-filter'

/** The part of an address after `?`, with the question mark, or nothing where nothing is asked for. */
export function searchOf(given: Partial<QueueFilter>): string {
  const filter = { ...wholeQueue, ...given }
  const params = new URLSearchParams()
  const set = (name: string, value: string | number | null | false) => {
    if (value !== null && value !== '' && value !== false) params.set(name, String(value))
  }
  set('queue', filter.queueId)
  set('state', filter.tab !== 'open' && filter.tab)
  set('type', filter.mediaType)
  set('source', filter.source)
  set('label', filter.labels.map(slugOf).join(','))
  set('min', filter.minScore)
  set('max', filter.maxScore)
  set('zero', said(filter.zeroRetention))
  set('lang', filter.language)
  set('policy', filter.policyId)
  set('older', ageSlug(filter.olderThan))
  set('younger', ageSlug(filter.youngerThan))
  set('mine', filter.mine && 'yes')
  set('escalated', said(filter.escalated))
  set('skipped', filter.hideSkipped && 'hide')
  set('q', filter.search)
  set('order', filter.order)
  set('view', filter.mode !== 'list' && filter.mode)
  set('play', filter.play && 'yes')
  set('after', filter.after)
  return params.size > 0 ? `?${params}` : ''
}

/** The address of a part of the queue; `parseQueueFilter` reads it back. */
export function queueHref(filter: Partial<QueueFilter>): string {
  return `/queue${searchOf({ ...filter, play: false })}`
}

/** The address where a part of the queue is worked through, one case after the other. */
export function playHref(filter: Partial<QueueFilter>): string {
  return `/queue/play${searchOf({ ...filter, play: false, after: null })}`
}

/** The address of a case, carrying along the part of the queue it was reached from. */
export function caseHref(number: number, filter: Partial<QueueFilter>): string {
  return `/cases/${number}${searchOf({ ...filter, after: null })}`
}

/** Where to go on after a case, its address's question given: to the next one, or back where it was begun. */
export function goOnHref(next: number | null, search: string): string {
  if (next !== null) return `/cases/${next}${search}`
  const params = new URLSearchParams(search)
  const played = params.get('play') === 'yes'
  params.delete('play')
  return `/queue${played ? '/play' : ''}${params.size > 0 ? `?${params}` : ''}`
}

/** How many cases there are of what is counted by itself. */
export type OwnCounts = Record<'deadline' | 'review', number>

/** How many cases a part of the queue has, by the counts of each state and of what is counted by itself. */
export function countOf(
  tab: QueueTab,
  counts: Record<CaseState, number>,
  own: OwnCounts = { deadline: 0, review: 0 },
): number {
  if (tab === 'deadline' || tab === 'review') return own[tab]
  return statesOf(tab).reduce((sum, state) => sum + counts[state], 0)
}

function said(answer: boolean | null): string | null {
  if (answer === null) return null
  return answer ? 'yes' : 'no'
}
