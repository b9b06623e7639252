import { z } from 'zod'
import { knownSettings } from '@/drizzle/schema/known-media'
import { command } from '@/lib/db/command'
import { matchesCases } from './find-known-media'

/** Switches whether new media is matched with what the team decided before. What was matched already stays said. */
export const switchMatching = command({
  permission: 'known.manage',
  input: z.object({ matchCases: z.boolean() }),
  async run(tx, { matchCases }, { teamId }) {
    const before = { matchCases: await matchesCases(tx, teamId) }
    if (before.matchCases === matchCases) return { result: { matchCases }, events: [] }
    await tx
      .insert(knownSettings)
      .values({ teamId, matchCases })
      .onConflictDoUpdate({ target: knownSettings.teamId, set: { matchCases } })
    return { result: { matchCases }, events: [{ type: 'known_media.switched', before, after: { matchCases } }] }
  },
})
