import { mediaTypeNames } from '@/components/case/media-words'
import type { NamedPolicy } from '@/lib/policies/name-policies'
import { chipsOf } from './queue-chips'
import { orderOf, type QueueFilter, tabName } from './queue-filter'

/** What the queue shows, in one sentence: its part, its queue, and everything that narrows it. */
export function partWords(filter: QueueFilter, queueName: string | null, policies: NamedPolicy[]): string {
  const narrowed = [
    ...(filter.mediaType ? [`${mediaTypeNames[filter.mediaType]} only`] : []),
    ...(filter.search ? [`found by “${filter.search}”`] : []),
    ...chipsOf(filter, policies).map(({ label }) => label),
  ]
  const where = queueName ? `in “${queueName}”` : 'in all queues'
  const order = filter.tab !== 'deadline' && orderOf(filter) === 'newest' ? ', the newest first' : ''
  return `“${tabName(filter.tab)}” ${where}${narrowed.length > 0 ? `: ${narrowed.join('; ')}` : ''}${order}.`
}
