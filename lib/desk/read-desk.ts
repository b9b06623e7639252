import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { deskSettings } from '@/drizzle/schema/desk'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { type DeskSettings, usualDesk } from './desk-rules'

/** How a team has set its desk, in the caller's transaction. */
export async function deskOf(tx: Transaction, teamId: string): Promise<DeskSettings> {
  const { blur, grey, mute, judgeFirst, dailyBudget, breakAfter, claimSeconds, graceSeconds } = deskSettings
  const [row] = await tx
    .select({ blur, grey, mute, judgeFirst, dailyBudget, breakAfter, claimSeconds, graceSeconds })
    .from(deskSettings)
    .where(eq(deskSettings.teamId, teamId))
  return row ?? usualDesk
}

/** How the team has set its desk: no secret from anybody who works at it. */
export const readDesk = query({
  permission: 'case.read',
  input: z.object({}),
  run: (tx, _input, { teamId }) => deskOf(tx, teamId),
})
