import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { exposures } from '@/drizzle/schema/desk'
import type { Actor } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { now } from '@/lib/clock'
import { withTeam } from '@/lib/db/client'
import { parseInput } from '@/lib/db/parse-input'
import { DocketError } from '@/lib/errors'
import { dayOf, deskFor } from './desk-rules'
import { deskOf } from './read-desk'
import { preferencesOf } from './read-preferences'

/** What one beat can add at most: pages beat every half a minute. */
export const mostSecondsOfBeat = 60

const Input = z.object({ seconds: z.number().int().min(1).max(mostSecondsOfBeat) })

/**
 * Adds the seconds in which one's media was open since the last beat to today's (UTC), which never hold more than the day has
 * had so far. No entry in the trail and no word to open pages: what somebody sees is in the trail as looks, and these counts
 * are theirs. `budget`: minutes, null: no limit. Throws `bad_request`, and `forbidden` for whoever is no member.
 */
export async function countExposure(
  actor: Actor,
  input: z.input<typeof Input>,
): Promise<{ seconds: number; budget: number | null }> {
  authorise(actor, 'preference.set')
  if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only members’ exposure is counted.')
  const { seconds } = parseInput(Input, input)
  const { teamId, memberId } = actor
  const at = now()
  const soFar = Math.ceil((at.getTime() - Date.parse(`${dayOf(at)}T00:00:00Z`)) / 1000)
  return withTeam(teamId, async (tx) => {
    const [counted] = await tx
      .insert(exposures)
      .values({ teamId, memberId, day: dayOf(at), seconds: Math.min(seconds, soFar) })
      .onConflictDoUpdate({
        target: [exposures.teamId, exposures.memberId, exposures.day],
        set: { seconds: sql`greatest(${exposures.seconds}, least(${exposures.seconds} + ${seconds}, ${soFar}))` },
      })
      .returning({ seconds: exposures.seconds })
    const { dailyBudget } = deskFor(await deskOf(tx, teamId), await preferencesOf(tx, actor))
    return { seconds: counted?.seconds ?? 0, budget: dailyBudget }
  })
}
