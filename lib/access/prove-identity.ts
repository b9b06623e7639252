import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { recordEvents } from '@/lib/audit/record'
import { database, withTeam } from '@/lib/db/client'
import { parseInput } from '@/lib/db/parse-input'
import { DocketError } from '@/lib/errors'
import type { Member } from './actor'
import { beginAttempt, failureWindowSeconds, forgetAttempt, isFirstRefusal, noteSuccess } from './count-attempts'
import { markProved } from './mark-proved'
import { verifyPassword } from './password'
import { checkCode } from './second-step/check-code'

const Given = z.object({
  by: z.enum(['password', 'second_step']),
  secret: z.string().min(1, 'is missing').max(256, 'is too long'),
})

/**
 * A member shows again that it is them, before a sensitive act. `address` is where they come from. Failures count with those
 * of signing in, so that an open browser is no second place to guess at. Throws `unauthorized` where the secret is wrong,
 * and `too_many_requests` after five of them in 15 minutes.
 */
export async function proveIdentity(member: Member, raw: z.input<typeof Given>, address: string): Promise<void> {
  const { by, secret } = parseInput(Given, raw)
  const attempt = await beginAttempt(member.email, address)
  if (!attempt) {
    if (await isFirstRefusal(member.email)) await tellFailure(member)
    throw new DocketError('too_many_requests', 'Too many failed attempts from here. Try again in 15 minutes.', {
      retryAfterSeconds: failureWindowSeconds,
    })
  }
  const right = await (by === 'password' ? isPassword(member, secret) : isCode(member, secret)).catch(
    async (error: unknown) => {
      await forgetAttempt(attempt)
      throw error
    },
  )
  if (!right) {
    await tellFailure(member)
    throw wrong[by]()
  }
  await noteSuccess(attempt)
  await markProved(member, by)
}

const wrong = {
  password: () =>
    new DocketError('unauthorized', 'That is not your password. Check it and try again.', {
      fields: { secret: ['is wrong'] },
    }),
  second_step: () =>
    new DocketError('unauthorized', 'That code is wrong or was used already. Take the next one that the app shows.', {
      fields: { secret: ['is wrong'] },
    }),
}

async function isPassword({ memberId }: Member, password: string): Promise<boolean> {
  const [person] = await database().execute<{ password_hash: string | null }>(
    sql`select password_hash from find_person(${memberId}::uuid)`,
  )
  return verifyPassword(person?.password_hash ?? null, password)
}

async function isCode(member: Member, code: string): Promise<boolean> {
  return withTeam(member.teamId, async (tx) => {
    const right = await checkCode(tx, member.memberId, code)
    await recordEvents(tx, member, right?.events ?? [])
    return right !== null
  })
}

async function tellFailure(member: Member): Promise<void> {
  await withTeam(member.teamId, (tx) =>
    recordEvents(tx, member, [{ type: 'member.proof_failed', memberId: member.memberId }]),
  )
}
