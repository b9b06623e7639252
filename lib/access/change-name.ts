import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { command } from '@/lib/db/command'
import { PersonName } from '@/lib/teams/names'
import { asMember } from './as-member'

/** Changes one's own name, in every team one is in. The trail says that it was changed, and keeps neither. */
export const changeName = command({
  permission: 'account.manage',
  input: z.object({ name: PersonName }),
  async run(tx, { name }, actor) {
    const member = asMember(actor)
    if (name === member.name) return { result: { name }, events: [] }
    await tx.execute(sql`select set_account(${member.memberId}::uuid, null, ${name}, null)`)
    return { result: { name }, events: [{ type: 'member.renamed', memberId: member.memberId }] }
  },
})
