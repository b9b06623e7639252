import { type CallbackStatus, callbackStatuses } from '@/lib/callbacks/callback-rules'

/** What of the delivery log is shown: as it stands in the page's address. */
export interface CallbackFilter {
  /** Null: all. */
  status: CallbackStatus | null
  /** Only callbacks older than this one, by its id. */
  before: string | null
}

const place = '/settings/callbacks'

/** Reads the filter out of the address; what cannot be meant is left out. */
export function readCallbackFilter(query: Record<string, string | string[] | undefined>): CallbackFilter {
  const { status, before } = query
  return {
    status: callbackStatuses.find((one) => one === status) ?? null,
    before:
      typeof before === 'string' &&
      /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(before)
        ? before
        : null,
  }
}

/** The address of the delivery log with the filter. */
export function callbacksAddress({ status, before }: CallbackFilter): string {
  const query = new URLSearchParams()
  if (status) query.set('status', status)
  if (before) query.set('before', before)
  const text = query.toString()
  return text ? `${place}?${text}` : place
}
