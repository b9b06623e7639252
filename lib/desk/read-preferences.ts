import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { memberPreferences } from '@/drizzle/schema/desk'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { DocketError } from '@/lib/errors'
import { deskFor, noPreferences, type OwnPreferences } from './desk-rules'
import { deskOf } from './read-desk'

/** What somebody has chosen for themselves, in the caller's transaction. */
export async function preferencesOf(
  tx: Transaction,
  { teamId, memberId }: { teamId: string; memberId: string },
): Promise<OwnPreferences> {
  const { blur, grey, mute, judgeFirst, dailyBudget, breakAfter } = memberPreferences
  const [row] = await tx
    .select({ blur, grey, mute, judgeFirst, dailyBudget, breakAfter })
    .from(memberPreferences)
    .where(and(eq(memberPreferences.teamId, teamId), eq(memberPreferences.memberId, memberId)))
  return row ?? noPreferences
}

/** One's own choices, what the team has set, and what of both holds. */
export const readPreferences = query({
  permission: 'preference.set',
  input: z.object({}),
  async run(tx, _input, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only members have preferences.')
    const team = await deskOf(tx, actor.teamId)
    const own = await preferencesOf(tx, actor)
    return { team, own, holds: deskFor(team, own) }
  },
})
