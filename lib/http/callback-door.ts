import { keepDetectionCallback } from '@/lib/callbacks/receive-detection-callback'
import { currentRequestId } from '@/lib/log-context'
import { errorResponse } from './error-response'

/** Where the web process finds the door, for it cannot import what Next has built (bin/callback-door.mjs). */
export const callbackDoorName = Symbol.for('docket.callback-door')

/** Answers a callback whose whole body has been read: 204 once it is kept, or the refusal as the contract says it. */
export async function answerCallback(token: string, body: Uint8Array): Promise<Response> {
  try {
    await keepDetectionCallback(token, body)
    return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    return errorResponse(error, currentRequestId())
  }
}
