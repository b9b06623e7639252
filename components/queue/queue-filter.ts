import { type CaseState, caseStates, stateNames } from '@/lib/cases/case-states'
import type { MediaType } from '@/lib/engine/analysis'
import { storable } from '@/lib/engine/storable'

/** The parts of the queue; `open`: all that is not decided yet; `deadline`: to decide before its media is gone. */
export const queueTabs = ['open', 'deadline', 'waiting', 'claimed', 'analysing', 'failed', 'decided', 'all'] as const
export type QueueTab = (typeof queueTabs)[number]

export const mediaTypes = ['image', 'audio', 'video'] as const satisfies readonly MediaType[]

/** What the queue's address asks for. */
export interface QueueFilter {
  tab: QueueTab
  mediaType: MediaType | null
  search: string
  /** Only what stands behind this case in the list. */
  before: number | null
}

export type SearchParams = Record<string, string | string[] | undefined>

/** How a part of the queue is called on a page. */
export function tabName(tab: QueueTab): string {
  if (tab === 'open') return 'Open'
  if (tab === 'all') return 'All'
  if (tab === 'deadline') return 'Before it is gone'
  // Decided ones and those closed without a decision, as when they were deleted over the API.
  if (tab === 'decided') return 'Done'
  return stateNames[tab]
}

/** The case states of a part of the queue; all of them where none is left out. */
export function statesOf(tab: QueueTab): CaseState[] {
  if (tab === 'all') return [...caseStates]
  if (tab === 'open') return ['analysing', 'waiting', 'claimed', 'failed']
  if (tab === 'deadline') return ['waiting', 'claimed']
  return tab === 'decided' ? ['decided', 'closed'] : [tab]
}

/** Reads the address. What cannot be read counts as not said. */
export function parseQueueFilter(params: SearchParams): QueueFilter {
  const one = (name: string) => {
    const value = params[name]
    return Array.isArray(value) ? value[0] : value
  }
  const before = one('before')
  return {
    tab: queueTabs.find((tab) => tab === one('state')) ?? 'open',
    mediaType: mediaTypes.find((type) => type === one('type')) ?? null,
    search: storable(one('q') ?? '')
      .trim()
      .slice(0, 200)
      .toWellFormed(),
    before: before && /^[1-9]\d{0,8}$/.test(before) ? Number(before) : null,
  }
}

/** The address of a part of the queue; `parseQueueFilter` reads it back. */
export function queueHref(filter: Partial<QueueFilter>): string {
  return `/queue${searchOf(filter)}`
}

/** The address of a case, carrying along the part of the queue it was reached from. */
export function caseHref(number: number, filter: Partial<QueueFilter>): string {
  return `/cases/${number}${searchOf({ ...filter, before: null })}`
}

/** The part of an address after `?`, with the question mark, or nothing where nothing is asked for. */
export function searchOf({ tab = 'open', mediaType = null, search = '', before = null }: Partial<QueueFilter>): string {
  const params = new URLSearchParams()
  if (tab !== 'open') params.set('state', tab)
  if (mediaType) params.set('type', mediaType)
  if (search) params.set('q', search)
  if (before) params.set('before', String(before))
  return params.size > 0 ? `?${params}` : ''
}

/** How many cases a part of the queue has, by the counts of each state and of those with a deadline. */
export function countOf(tab: QueueTab, counts: Record<CaseState, number>, withDeadline = 0): number {
  if (tab === 'deadline') return withDeadline
  return statesOf(tab).reduce((sum, state) => sum + counts[state], 0)
}
