import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { holdPerson } from '@/lib/access/hold-person'
import { recordEvents } from '@/lib/audit/record'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { inOtherTeam } from './in-other-team'

/**
 * The actor's session goes on in another of their teams, and so does their next sign-in. What they have claimed stays theirs. Both
 * trails say that they went, and neither where. Throws `conflict` where they are not in that team (any more).
 */
export const switchTeam = command({
  permission: 'account.manage',
  input: z.object({ teamId: z.uuid() }),
  async run(tx, { teamId }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only people change between teams.')
    if (teamId === actor.teamId) return { result: { teamId }, events: [], quiet: true }
    const { memberId, sessionId } = actor
    await holdPerson(tx, memberId)
    const [row] = await tx.execute<{ moved: boolean }>(
      sql`select move_session(${sessionId}::uuid, ${teamId}::uuid) as moved`,
    )
    if (!row?.moved) throw new DocketError('conflict', 'You are not in that team any more. Nothing was changed.')
    await inOtherTeam(tx, { actor, teamId }, (there) =>
      recordEvents(tx, there, [{ type: 'member.switched', memberId, direction: 'in' }]),
    )
    return { result: { teamId }, events: [{ type: 'member.switched', memberId, direction: 'out' }], quiet: true }
  },
})
