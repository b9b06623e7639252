import { and, eq, sql } from 'drizzle-orm'
import { deskSettings, exposures, memberPreferences } from '@/drizzle/schema/desk'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'

/** Whether this person has seen as much today (UTC) as they, or else their team, have said is enough. */
export async function isOverBudget(tx: Transaction, actor: Actor): Promise<boolean> {
  if (actor.kind !== 'member') return false
  const { teamId, memberId } = actor
  const day = now().toISOString().slice(0, 10)
  const [own] = await tx
    .select({ minutes: memberPreferences.dailyBudget })
    .from(memberPreferences)
    .where(and(eq(memberPreferences.teamId, teamId), eq(memberPreferences.memberId, memberId)))
  const [team] = await tx
    .select({ minutes: deskSettings.dailyBudget })
    .from(deskSettings)
    .where(eq(deskSettings.teamId, teamId))
  const minutes = own?.minutes ?? team?.minutes ?? null
  if (minutes === null) return false
  const [seen] = await tx
    .select({ seconds: sql<number>`${exposures.seconds}` })
    .from(exposures)
    .where(and(eq(exposures.teamId, teamId), eq(exposures.memberId, memberId), eq(exposures.day, day)))
  return (seen?.seconds ?? 0) >= minutes * 60
}
