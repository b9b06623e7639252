import { type DeliveryStatus, deliveryStatuses } from '@/lib/webhooks/webhook-events'

/** Where the webhooks are. */
export const webhooksHref = '/settings/webhooks'

/** What of a delivery log is shown: as it stands in the page's address. */
export interface DeliveryFilter {
  /** Null: all. */
  status: DeliveryStatus | null
  /** Only deliveries older than this one, by its id. */
  before: string | null
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

/** Reads the filter out of the address; what cannot be meant is left out. */
export function readDeliveryFilter(query: Record<string, string | string[] | undefined>): DeliveryFilter {
  const { status, before } = query
  return {
    status: deliveryStatuses.find((one) => one === status) ?? null,
    before: typeof before === 'string' && uuid.test(before) ? before : null,
  }
}

/** The address of a webhook, with what of its delivery log is shown. */
export function webhookHref(webhookId: string, { status, before }: DeliveryFilter = { status: null, before: null }) {
  const query = new URLSearchParams()
  if (status) query.set('status', status)
  if (before) query.set('before', before)
  const text = query.toString()
  return `${webhooksHref}/${webhookId}${text ? `?${text}` : ''}`
}
