import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { memberships } from '@/drizzle/schema/teams'
import { type Actor, roles } from '@/lib/access/actor'
import { hashPassword, Password } from '@/lib/access/password'
import { assertHardToGuess } from '@/lib/access/password-strength'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { joinTeam } from './join-team'
import { Email, PersonName } from './names'
import { ensurePerson } from './set-up-team'

const Input = z.object({ email: Email, name: PersonName, password: Password, role: z.enum(roles) })

/**
 * Adds a person to the actor's team. Someone of another team is added by the operator only, and keeps their name and
 * password (`known`): an admin would take in whoever that team says this is. Throws `conflict` for them, for people who are in the
 * team already, and for an e-mail that is being added at the same moment.
 */
export const addMember = command({
  permission: 'member.add',
  input: Input,
  async run(tx, input, actor) {
    assertHardToGuess(input.password, {
      email: input.email,
      names: [input.name, actor.kind === 'member' ? actor.teamName : undefined],
    })
    const passwordHash = await hashPassword(input.password)
    if (actor.kind !== 'operator') await refuseKnown(tx, input.email, actor)
    const { memberId, known } = await ensurePerson(tx, { ...input, passwordHash })
    const became = await joinTeam(tx, { teamId: actor.teamId, memberId, role: input.role })
    if (became !== 'joined') throw inTeamAlready(input.email)
    return { result: { memberId, known }, events: [{ type: 'member.added', memberId, role: input.role }] }
  },
})

/** Says no more of a person in another team than that the e-mail is taken. */
async function refuseKnown(tx: Transaction, email: string, { teamId }: Actor): Promise<void> {
  const [known] = await tx.execute<{ id: string }>(sql`select id from find_member(${email})`)
  if (!known) return
  const here = await tx.$count(memberships, and(eq(memberships.teamId, teamId), eq(memberships.memberId, known.id)))
  if (here > 0) throw inTeamAlready(email)
  throw new DocketError(
    'conflict',
    `${email} has an account on this Docket already, so it cannot be added from here. Ask whoever runs the server to add ` +
      'it with “npm run docket -- member add”, or use another address.',
    { fields: { email: ['has an account on this Docket already'] } },
  )
}

function inTeamAlready(email: string): DocketError {
  return new DocketError('conflict', `${email} is in this team already.`, {
    fields: { email: ['is in this team already'] },
  })
}
