import crypto from 'node:crypto'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { Member } from '@/lib/access/actor'
import { authenticateMember } from '@/lib/access/session'
import { DocketError } from '@/lib/errors'
import { log } from '@/lib/log'
import { assertSameOrigin } from './same-origin'

export type ActionResult<T> = { ok: true; data: T } | { ok: false; message: string; fields?: Record<string, string[]> }

/** Guards a server action of a signed-in member: origin, session, and every failure as a sentence for its form. */
export function memberAction<Input, T>(
  run: (member: Member, input: Input) => Promise<T>,
): (input: Input) => Promise<ActionResult<T>> {
  return (input) => guarded(async () => run(await authenticateMember(), input))
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
      return { ok: false, message: error.message, ...(error.fields && { fields: error.fields }) }
    }
    const reference = crypto.randomUUID()
    log.error({ err: error, reference }, 'an action failed')
    return {
      ok: false,
      message: `Something went wrong on the server. Reload the page to see whether it was done. Reference: ${reference}`,
    }
  }
}
