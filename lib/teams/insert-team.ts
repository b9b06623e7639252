import { queues } from '@/drizzle/schema/queues'
import { memberships, teams } from '@/drizzle/schema/teams'
import type { Actor } from '@/lib/access/actor'
import { endResetLinks } from '@/lib/access/end-reset-links'
import { recordEvents } from '@/lib/audit/record'
import type { Transaction } from '@/lib/db/client'
import { withoutValues } from '@/lib/db/database-failure'
import { isUniqueViolation } from '@/lib/db/unique-violation'
import { DocketError } from '@/lib/errors'

/**
 * Makes a team with its first queue and its first admin, in a transaction that stands behind that team's walls; `actor` acts in
 * it. Throws `conflict` with `fields.name` where another team has the name; the transaction is lost then.
 */
export async function insertTeam(
  tx: Transaction,
  actor: Actor,
  { name, memberId }: { name: string; memberId: string },
): Promise<void> {
  const { teamId } = actor
  await tx
    .insert(teams)
    .values({ id: teamId, name })
    .catch((error: unknown) => refuseTaken(error, name))
  // For whatever no rule sends elsewhere; it can be renamed.
  await tx.insert(queues).values({ teamId, name: 'Main queue', isDefault: true })
  await tx.insert(memberships).values({ teamId, memberId, role: 'admin' })
  await endResetLinks(tx, memberId)
  await recordEvents(tx, actor, [{ type: 'team.created' }, { type: 'member.added', memberId, role: 'admin' }])
}

/** Throws what the database said, or the sentence for a name that another team of this instance has, in whatever case. */
export function refuseTaken(error: unknown, name: string): never {
  const said = withoutValues(error)
  if (!isUniqueViolation(said, 'teams_name_key')) throw said
  throw new DocketError('conflict', `There is a team called “${name}” on this Docket already. Choose another name.`, {
    fields: { name: ['another team has this name'] },
  })
}
