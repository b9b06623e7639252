import { expect, it } from 'vitest'
import { hasAges, isNarrowed } from '@/components/queue/narrowed'
import { type QueueFilter, wholeQueue } from '@/components/queue/queue-filter'

const filter = (change: Partial<QueueFilter>): QueueFilter => ({ ...wholeQueue, ...change })

it('knows which filters the kept sums know', () => {
  const known: Partial<QueueFilter>[] = [
    {},
    { queueId: 'q', tab: 'decided', order: 'newest', mode: 'grid', after: '3', play: true },
    { mediaType: 'audio' },
    { zeroRetention: false },
  ]
  expect(known.map((change) => isNarrowed(filter(change)))).toEqual(known.map(() => false))
  const unknown: Partial<QueueFilter>[] = [
    { source: 'api' },
    { labels: ['Fake'] },
    { minScore: 0 },
    { maxScore: 99 },
    { language: 'pt' },
    { policyId: 'p' },
    { olderThan: 60 },
    { youngerThan: 240 },
    { mine: true },
    { escalated: false },
    { hideSkipped: true },
    { search: 'harbour' },
  ]
  expect(unknown.map((change) => isNarrowed(filter(change)))).toEqual(unknown.map(() => true))
})

it('has ages where nothing but the queue is chosen', () => {
  expect(hasAges(filter({ queueId: 'q' }))).toBe(true)
  expect(
    [{ mediaType: 'video' as const }, { zeroRetention: true }, { search: 'a' }].map((c) => hasAges(filter(c))),
  ).toEqual([false, false, false])
})
