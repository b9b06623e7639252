import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { memberPreferences } from '@/drizzle/schema/desk'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { deskLimits } from './desk-rules'
import { preferencesOf } from './read-preferences'

const minutesOf = (name: 'dailyBudget' | 'breakAfter') => {
  const { least, most } = deskLimits[name]
  const says = `enter whole minutes, from ${least} to ${most}`
  return z.number(says).int(says).min(least, says).max(most, says).nullable()
}

const Input = z.strictObject({
  blur: z.boolean().nullable(),
  grey: z.boolean().nullable(),
  mute: z.boolean().nullable(),
  judgeFirst: z.boolean().nullable(),
  dailyBudget: minutesOf('dailyBudget'),
  breakAfter: minutesOf('breakAfter'),
})

/**
 * Keeps what somebody chooses for themselves. The trail is told which choices changed and not what they are: how a person
 * looks after themselves is theirs. Throws `bad_request` with `fields`.
 */
export const setPreferences = command({
  permission: 'preference.set',
  input: Input,
  async run(tx, after, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only members have preferences.')
    const { teamId, memberId } = actor
    await tx.insert(memberPreferences).values({ teamId, memberId }).onConflictDoNothing()
    const itself = and(eq(memberPreferences.teamId, teamId), eq(memberPreferences.memberId, memberId))
    await tx.select({ teamId: memberPreferences.teamId }).from(memberPreferences).where(itself).for('update')
    const before = await preferencesOf(tx, actor)
    const names = Object.keys(after) as (keyof typeof after)[]
    const changed = names.filter((name) => before[name] !== after[name])
    if (changed.length === 0) return { result: after, events: [] }
    await tx
      .update(memberPreferences)
      .set({ ...after, updatedAt: sql`now()` })
      .where(itself)
    return { result: after, events: [{ type: 'preferences.changed', changed }] }
  },
})
