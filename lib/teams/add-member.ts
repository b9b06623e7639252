import { z } from 'zod'
import { memberships } from '@/drizzle/schema/teams'
import { roles } from '@/lib/access/actor'
import { hashPassword, Password } from '@/lib/access/password'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { Email, PersonName } from './names'
import { ensurePerson } from './set-up-team'

const Input = z.object({ email: Email, name: PersonName, password: Password, role: z.enum(roles) })

/**
 * Adds a person to the actor's team. Someone already known to this Docket keeps their name and password.
 * Throws `conflict` when they are in the team already.
 */
export const addMember = command({
  permission: 'member.add',
  input: Input,
  async run(tx, input, actor) {
    const passwordHash = await hashPassword(input.password)
    const memberId = await ensurePerson(tx, { ...input, passwordHash })
    const added = await tx
      .insert(memberships)
      .values({ teamId: actor.teamId, memberId, role: input.role })
      .onConflictDoNothing()
      .returning({ memberId: memberships.memberId })
    if (added.length === 0) {
      throw new DocketError('conflict', `${input.email} is in this team already.`, {
        fields: { email: ['is in this team already'] },
      })
    }
    return { result: { memberId }, events: [{ type: 'member.added', memberId, role: input.role }] }
  },
})
