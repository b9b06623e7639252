import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { detectorConnections } from '@/drizzle/schema/detector-connections'
import { command } from '@/lib/db/command'
import { notFound } from '@/lib/errors'
import { isChosen, readChoice, toldChoice, whatHolds } from './read-choice'

/**
 * Takes back a team's choice and forgets its key: its cases go to this server's connection where there is one, else to the
 * built-in engine. Throws `not_found` where the team has chosen nothing.
 */
export const removeConnection = command({
  permission: 'detector.manage',
  input: z.object({}),
  async run(tx, _input, actor) {
    const before = await readChoice(tx, actor.teamId, true)
    if (!isChosen(before.row)) throw notFound('A connection of this team')
    await tx.delete(detectorConnections).where(eq(detectorConnections.teamId, actor.teamId))
    const after = toldChoice(whatHolds(null))
    return {
      result: { host: after.host },
      events: [{ type: 'detector.changed', before: toldChoice(before), after, keyReplaced: false }],
    }
  },
})
