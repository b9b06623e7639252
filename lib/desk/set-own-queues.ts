import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { memberPreferences } from '@/drizzle/schema/desk'
import { queues } from '@/drizzle/schema/queues'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'

const Input = z.strictObject({
  /** None: no difference is made between the team's queues. */
  queueIds: z.array(z.uuid()).max(500),
})

/**
 * Keeps the queues that somebody works in, which Home and the queue show them first; they may still work in every other. The trail is
 * told that it changed. Throws `bad_request` with `fields` for a queue that the team does not have, or no longer.
 */
export const setOwnQueues = command({
  permission: 'preference.set',
  input: Input,
  async run(tx, { queueIds }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only members have queues of their own.')
    const { teamId, memberId } = actor
    const known = await tx
      .select({ id: queues.id })
      .from(queues)
      .where(and(eq(queues.teamId, teamId), isNull(queues.archivedAt), inArray(queues.id, queueIds)))
    const own = [...new Set(queueIds)].toSorted()
    if (known.length < own.length) {
      const message = 'One of these queues is no longer there. Reload the page, then choose again.'
      throw new DocketError('bad_request', message, { fields: { queueIds: ['one of them is no longer there'] } })
    }
    await tx.insert(memberPreferences).values({ teamId, memberId }).onConflictDoNothing()
    const itself = and(eq(memberPreferences.teamId, teamId), eq(memberPreferences.memberId, memberId))
    const { ownQueues } = memberPreferences
    const [before] = await tx.select({ ownQueues }).from(memberPreferences).where(itself).for('update')
    if (before?.ownQueues.join() === own.join()) return { result: { queueIds: own }, events: [] }
    await tx.update(memberPreferences).set({ ownQueues: own, updatedAt: sql`now()` }).where(itself)
    return { result: { queueIds: own }, events: [{ type: 'preferences.changed', changed: ['ownQueues'] }] }
  },
})
