import type { SkipReason } from '@/lib/audit/events'

export const skipReasons = ['distressing', 'language', 'expertise', 'conflict', 'other'] as const satisfies SkipReason[]

/** How each reason to pass a case over is called on a page. */
export const skipReasonNames: Record<SkipReason, string> = {
  distressing: 'I would rather not look at this',
  language: 'I do not know its language',
  expertise: 'It needs somebody who knows the subject',
  conflict: 'I am not impartial here',
  other: 'Another reason',
}
