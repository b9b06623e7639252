import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { knownLists, knownMedia } from '@/drizzle/schema/known-media'
import { now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { notFound } from '@/lib/errors'

/** Removes a list of known media with all its entries; what was matched with them before stays said. Throws `not_found`. */
export const removeList = command({
  permission: 'known.manage',
  input: z.object({ listId: z.uuid() }),
  async run(tx, { listId }, { teamId }) {
    const [gone] = await tx
      .update(knownLists)
      .set({ removedAt: now() })
      .where(and(eq(knownLists.teamId, teamId), eq(knownLists.id, listId), isNull(knownLists.removedAt)))
      .returning({ id: knownLists.id })
    if (!gone) throw notFound('List')
    const ofList = and(eq(knownMedia.teamId, teamId), eq(knownMedia.listId, listId))
    const entries = await tx.$count(knownMedia, ofList)
    await tx.delete(knownMedia).where(ofList)
    return { result: { listId }, events: [{ type: 'known_list.removed', listId, entries }] }
  },
})
