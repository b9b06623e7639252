import { utcTime } from '@/components/shell/format-time'
import type { CallbackStatus } from '@/lib/callbacks/callback-rules'
import type { ListedAttempt, ListedCallback } from '@/lib/callbacks/list-callbacks'

/** How each state of a callback is called. */
export const statusNames: Record<CallbackStatus, string> = {
  waiting: 'Waiting',
  due: 'To be sent',
  delivered: 'Delivered',
  failed: 'Failed',
}

/** One try at sending something. */
export type Tried = Omit<ListedAttempt, 'callbackId'>
/** Where something that is sent stands. */
export type Standing = Pick<ListedCallback, 'status' | 'nextTryAt' | 'endedAt'> & { attempts: Tried[] }

/** What the state means at this moment; null where its name says it all. */
export function statusDetail({ status, attempts, nextTryAt, endedAt }: Standing, now: Date): string | null {
  const later = nextTryAt && nextTryAt > now ? utcTime(nextTryAt) : null
  switch (status) {
    case 'waiting':
      return later ? `for the report, until ${later} at most` : 'for the outcome'
    case 'due': {
      const last = attempts.at(-1)
      if (last && last.milliseconds === null) return 'being sent now'
      return last && later ? `not taken yet, next try ${later}` : null
    }
    case 'delivered':
    case 'failed':
      return endedAt ? utcTime(endedAt) : null
    default:
      return status satisfies never
  }
}

/** How long a try took, as people say it; null while it runs and where nothing was sent. */
export function durationWords({ milliseconds, status, failure }: Tried): string | null {
  if (milliseconds === null || (milliseconds === 0 && status === null && failure)) return null
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}

/** What came of a try, in one sentence. */
export function attemptSentence({ status, failure, milliseconds }: Tried): string {
  if (failure) return failure
  return milliseconds === null ? 'It is being sent.' : `The receiver took it (${status}).`
}

/** "3 tries", "1 try", "No try yet". */
export function triesWords(count: number): string {
  if (count === 0) return 'No try yet'
  return count === 1 ? '1 try' : `${count} tries`
}
