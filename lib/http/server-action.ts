import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { Member } from '@/lib/access/actor'
import { authenticateMember } from '@/lib/access/session'
import { DocketError } from '@/lib/errors'
import { log } from '@/lib/log'
import { currentRequestId } from '@/lib/log-context'
import { assertSameOrigin } from './same-origin'

export type ActionResult<T> =
  | { ok: true; data: T }
  /** `proof`: the same again once the person has proved who they are (components/shell/step-up). */
  | { ok: false; message: string; fields?: Record<string, string[]>; proof?: true }

/**
 * Guards a server action of a signed-in member: origin, session, and every failure as a sentence for its form.
 * `withoutSecondStep`: also for people who have to set up their second step first, as for the setting up itself.
 */
export function memberAction<Input, T>(
  run: (member: Member, input: Input) => Promise<T>,
  { withoutSecondStep = false } = {},
): (input: Input) => Promise<ActionResult<T>> {
  return (input) => guarded(async () => run(await authenticateMember({ withoutSecondStep }), input))
}

/** The same for the few actions that come before a sign-in. */
export function publicAction<Input, T>(run: (input: Input) => Promise<T>): (input: Input) => Promise<ActionResult<T>> {
  return (input) => guarded(() => run(input))
}

async function guarded<T>(run: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    assertSameOrigin(await headers())
    return { ok: true, data: await run() }
  } catch (error) {
    unstable_rethrow(error)
    if (error instanceof DocketError) {
      return {
        ok: false,
        message: error.message,
        ...(error.fields && { fields: error.fields }),
        ...(error.code === 'proof_required' && { proof: true }),
      }
    }
    const reference = currentRequestId()
    log.error({ err: error, reference }, 'an action failed')
    return {
      ok: false,
      message: `Something went wrong on the server. Reload the page to see whether it was done. Reference: ${reference}`,
    }
  }
}
