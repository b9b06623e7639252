import type { QueueFilter } from './queue-filter'

/**
 * Whether more narrows the list than the kept sums know (lib/cases/count-cases.ts): they count by queue, kind of media and
 * retention alone. Then what they count is more than what is listed.
 */
export function isNarrowed(filter: QueueFilter): boolean {
  const { source, labels, minScore, maxScore, language, policyId, mine, escalated, hideSkipped, search } = filter
  const asked = [source, minScore, maxScore, policyId, filter.olderThan, filter.youngerThan, escalated]
  const chosen = asked.some((choice) => choice !== null)
  return chosen || labels.length > 0 || language !== '' || mine || hideSkipped || search !== ''
}

/** Whether ages can stand beside the list: they are counted by queue alone. */
export function hasAges(filter: QueueFilter): boolean {
  return filter.mediaType === null && filter.zeroRetention === null && !isNarrowed(filter)
}
