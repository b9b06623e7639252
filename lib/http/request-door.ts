import { log } from '@/lib/log'
import { meter } from '@/lib/metrics/meter'

/** Where the web process finds the door, for it cannot import what Next has built (bin/note-request.mjs). */
export const requestDoorName = Symbol.for('docket.request-door')

/** An ended request as bin/note-request.mjs tells it. `route` is a pattern, such as /cases/[number]. */
export interface EndedRequest {
  method: string | undefined
  route: string
  isAction: boolean
  /** 499: whoever asked went before the answer was whole. */
  status: number
  milliseconds: number
}

/** Logged by themselves (lib/http/api-route.ts), or asked all day by probes and browsers. */
const unlogged = /^(\/_next$|\/api\/v2(\/|$)|\/api\/health(\/|$))/

/** Logs and counts a request that has ended. */
export function noteEnded(ended: EndedRequest): void {
  meter()?.request(ended)
  if (unlogged.test(ended.route)) return
  const { method, route, isAction, status, milliseconds } = ended
  log.info(
    { method, route, status, milliseconds: Math.round(milliseconds), ...(isAction && { action: true }) },
    'request',
  )
}
