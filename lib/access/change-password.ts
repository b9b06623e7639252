import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { AuditEvent } from '@/lib/audit/events'
import { recordEvents } from '@/lib/audit/record'
import { withTeam } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { parseInput } from '@/lib/db/parse-input'
import { DocketError } from '@/lib/errors'
import type { Actor, Member } from './actor'
import { asMember } from './as-member'
import { authorise, requireProof } from './authorise'
import { beginAttempt, failureWindowSeconds, forgetAttempt } from './count-attempts'
import { endResetLinks } from './end-reset-links'
import { endSessionsOf } from './end-sessions-of'
import { hashPassword, Password, verifyPassword } from './password'
import { assertHardToGuess } from './password-strength'
import { recordElsewhere } from './record-elsewhere'

const Given = z.object({ present: z.string().max(256).default(''), password: Password })

/**
 * Changes one's own password and ends all one's other sessions and links to a new one; answers how many sessions. Asks for the present one; whoever has
 * none proves in another way who they are. Throws `bad_request` with fields, `proof_required`, and `too_many_requests`
 * after five wrong present passwords in 15 minutes in the same session.
 */
export async function changePassword(actor: Actor, raw: z.input<typeof Given>): Promise<{ ended: number }> {
  authorise(actor, 'account.manage')
  const member = asMember(actor)
  const { present, password } = parseInput(Given, raw)
  assertHardToGuess(password, { email: member.email, names: [member.name, member.teamName] })
  await provePresent(member, present)
  if (present === password) {
    throw new DocketError('bad_request', 'That is the password you have already. Choose another.', {
      fields: { password: ['is the one you have already'] },
    })
  }
  return replacePassword(actor, { passwordHash: await hashPassword(password) })
}

/** The change itself, once it is known to be theirs to make. */
const replacePassword = command({
  permission: 'account.manage',
  input: z.object({ passwordHash: z.string() }),
  async run(tx, { passwordHash }, actor) {
    const member = asMember(actor)
    const { memberId, sessionId } = member
    // First, as redeeming one has it: neither waits for the other for ever.
    await endResetLinks(tx, memberId)
    await tx.execute(sql`select set_account(${memberId}::uuid, ${passwordHash}, null, null)`)
    const ended = await endSessionsOf(tx, actor, memberId, { but: sessionId })
    const events: AuditEvent[] = [{ type: 'member.password_changed', memberId, how: 'self' }]
    await recordElsewhere(tx, member, events)
    return { result: { ended }, events }
  },
})

async function provePresent(member: Member, present: string): Promise<void> {
  const { memberId, sessionId, teamId } = member
  const [person] = await withTeam(teamId, (tx) =>
    tx.execute<{ password_hash: string | null }>(sql`select password_hash from find_person(${memberId}::uuid)`),
  )
  if (!person?.password_hash) return requireProof(member)
  // Counted by session, apart from sign-ins: whoever floods those must not keep somebody from changing their password.
  const attempt = await beginAttempt(`password of ${memberId}`, sessionId)
  if (!attempt) {
    throw new DocketError('too_many_requests', 'Too many wrong passwords. Try again in 15 minutes.', {
      retryAfterSeconds: failureWindowSeconds,
    })
  }
  const right = await verifyPassword(person.password_hash, present).catch(async (error: unknown) => {
    await forgetAttempt(attempt)
    throw error
  })
  if (right) return forgetAttempt(attempt)
  await withTeam(teamId, (tx) => recordEvents(tx, member, [{ type: 'member.proof_failed', memberId }]))
  throw new DocketError('bad_request', 'That is not your present password.', {
    fields: { present: ['is not your present password'] },
  })
}
