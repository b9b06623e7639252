import { DocketError } from '@/lib/errors'

/** What somebody without a second step is told where one is needed. */
export function noSecondStep(): DocketError {
  return new DocketError('conflict', 'You have no second step. Reload the page; it may have been turned off elsewhere.')
}
