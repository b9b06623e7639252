import type { CaseState } from '@/lib/cases/case-states'
import { caseStates, openStates, stateNames } from '@/lib/cases/case-states'
import type { QueuePart } from '@/lib/cases/queue-part'
import type { Label, MediaType } from '@/lib/engine/analysis'
import { storable } from '@/lib/engine/storable'
import { isCursor, type QueueOrder } from '@/lib/queues/priority'
import { type AgeSpan, parseAgeSpan } from './age-span'
import { labelSlugs, type QueueMode, queueModes, sources } from './queue-choices'

/**
 * The parts of the queue; `open`: all that is not decided yet; `deadline`: to decide before its media is gone; `review`: waits for a
 * second look that the reader may give.
 */
export const queueTabs = [
  'open',
  'deadline',
  'review',
  'waiting',
  'claimed',
  'analysing',
  'failed',
  'decided',
  'all',
] as const
export type QueueTab = (typeof queueTabs)[number]

export const mediaTypes = ['image', 'audio', 'video'] as const satisfies readonly MediaType[]

/** What the queue's address asks for. */
export interface QueueFilter extends AgeSpan {
  /** One queue; null: all of them. */
  queueId: string | null
  tab: QueueTab
  mediaType: MediaType | null
  source: QueuePart['source']
  /** None: every verdict. */
  labels: Label[]
  /** Whole percent of the verdict's number, both inclusive. */
  minScore: number | null
  maxScore: number | null
  zeroRetention: boolean | null
  language: string
  /** What the cases are judged by; null: whatever it is. */
  policyId: string | null
  mine: boolean
  escalated: boolean | null
  hideSkipped: boolean
  search: string
  /** Null: as suits the part (`orderOf`). */
  order: QueueOrder | null
  mode: QueueMode
  /** One case after the other is taken and decided. Only in addresses of cases. */
  play: boolean
  /** Only what stands behind this place in the list (`cursorOf` of lib/queues/priority.ts). */
  after: string | null
}

/** What an address without a question asks for. */
export const wholeQueue: QueueFilter = {
  queueId: null,
  tab: 'open',
  mediaType: null,
  source: null,
  labels: [],
  minScore: null,
  maxScore: null,
  zeroRetention: null,
  language: '',
  policyId: null,
  olderThan: null,
  youngerThan: null,
  mine: false,
  escalated: null,
  hideSkipped: false,
  search: '',
  order: null,
  mode: 'list',
  play: false,
  after: null,
}

export type SearchParams = Record<string, string | string[] | undefined>

/** How a part of the queue is called on a page. */
export function tabName(tab: QueueTab): string {
  if (tab === 'open') return 'Open'
  if (tab === 'all') return 'All'
  if (tab === 'deadline') return 'Before it is gone'
  if (tab === 'review') return 'Second look'
  // Decided ones and those closed without a decision, as when they were deleted over the API.
  if (tab === 'decided') return 'Done'
  return stateNames[tab]
}

/** The case states of a part of the queue; all of them where none is left out. */
export function statesOf(tab: QueueTab): CaseState[] {
  if (tab === 'all') return [...caseStates]
  if (tab === 'open') return [...openStates]
  if (tab === 'deadline' || tab === 'review') return ['waiting', 'claimed']
  return tab === 'decided' ? ['decided', 'closed'] : [tab]
}

/** What is asked for without its states: what the next-case queries take. */
export function partOf(filter: QueueFilter): Omit<QueuePart, 'states' | 'hideSkipped'> {
  const { queueId, tab, mediaType, source, labels, zeroRetention, language, mine, escalated, search } = filter
  const { policyId, olderThan, youngerThan } = filter
  return {
    ...{ queueId, mediaType, source, labels, zeroRetention, mine, escalated, search },
    ...{ policyId, olderThan, youngerThan },
    minScore: filter.minScore === null ? null : filter.minScore / 100,
    maxScore: filter.maxScore === null ? null : filter.maxScore / 100,
    language: language || null,
    deadline: tab === 'deadline',
    toReview: tab === 'review',
  }
}

/** What is asked for, in its order: what the list and the neighbours of a case take. */
export function listedPart(filter: QueueFilter): QueuePart & { order: QueueOrder } {
  const { tab, hideSkipped } = filter
  return { ...partOf(filter), states: statesOf(tab), hideSkipped, order: orderOf(filter) }
}

/** The order of a part: what is worked on as its queues put it, and what is over by number. */
export function orderOf({ order, tab }: Pick<QueueFilter, 'order' | 'tab'>): QueueOrder {
  return order ?? (tab === 'decided' || tab === 'all' ? 'newest' : 'priority')
}

/** Reads the address. What cannot be read counts as not said. */
export function parseQueueFilter(params: SearchParams): QueueFilter {
  const one = (name: string) => {
    const value = params[name]
    return (Array.isArray(value) ? value[0] : value) ?? ''
  }
  const text = (name: string, most: number) => storable(one(name)).trim().slice(0, most).trim().toWellFormed()
  const after = one('after')
  const given = [params.label].flat().flatMap((value) => value?.split(',') ?? [])
  const bounds = [percentIn(one('min')), percentIn(one('max'))]
  // A span the wrong way round holds nothing, and nobody means that.
  const turned = bounds[0] !== null && bounds[1] !== null && (bounds[0] ?? 0) > (bounds[1] ?? 0)
  const [minScore = null, maxScore = null] = turned ? bounds.toReversed() : bounds
  return {
    queueId: idIn(one('queue')),
    tab: queueTabs.find((tab) => tab === one('state')) ?? 'open',
    mediaType: mediaTypes.find((type) => type === one('type')) ?? null,
    source: sources.find((source) => source === one('source')) ?? null,
    labels: labelSlugs.filter(({ slug }) => given.includes(slug)).map(({ label }) => label),
    minScore,
    maxScore,
    zeroRetention: yesOrNo(one('zero')),
    language: text('lang', 35),
    policyId: idIn(one('policy')),
    ...parseAgeSpan(one('older'), one('younger')),
    mine: one('mine') === 'yes',
    escalated: yesOrNo(one('escalated')),
    hideSkipped: one('skipped') === 'hide',
    search: text('q', 200),
    order: (['priority', 'newest'] as const).find((order) => order === one('order')) ?? null,
    mode: queueModes.find((mode) => mode === one('view')) ?? 'list',
    play: one('play') === 'yes',
    after: after && isCursor(after) ? after : null,
  }
}

function idIn(text: string): string | null {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text) ? text : null
}

function yesOrNo(text: string): boolean | null {
  if (text === 'yes') return true
  return text === 'no' ? false : null
}

function percentIn(text: string): number | null {
  return /^(\d{1,2}|100)$/.test(text) ? Number(text) : null
}
