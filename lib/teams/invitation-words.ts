import { DocketError } from '@/lib/errors'
import type { CheckedInvitation } from './check-invitation'

type NotOpen = Exclude<CheckedInvitation['state'], 'open'>

const sentences: Record<NotOpen, string> = {
  unknown: 'This invitation is not known here: the link is incomplete or mistyped. Copy it in full.',
  accepted: 'This invitation was accepted already: it works once. If that was you, sign in.',
  revoked: 'This invitation was revoked. Ask whoever sent it for a new one.',
  expired: 'This invitation has expired. Ask whoever sent it for a new one.',
}

/** The refusal of an invitation that leads nowhere. */
export function whyNoInvitation(state: NotOpen | 'open'): DocketError {
  // Open again while it was being accepted: whoever had it first was refused after all.
  if (state === 'open') return new DocketError('conflict', 'Somebody tried this invitation just now. Try again.')
  return new DocketError(state === 'unknown' ? 'not_found' : 'gone', sentences[state])
}
