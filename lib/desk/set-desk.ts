import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { deskSettings } from '@/drizzle/schema/desk'
import { command } from '@/lib/db/command'
import { type DeskNumber, deskLimits } from './desk-rules'
import { deskOf } from './read-desk'

const numberOf = (name: DeskNumber) => {
  const { least, most, unit } = deskLimits[name]
  const says = `enter whole ${unit}, from ${least} to ${most}`
  return z.number(says).int(says).min(least, says).max(most, says)
}

const Input = z.strictObject({
  blur: z.boolean(),
  grey: z.boolean(),
  mute: z.boolean(),
  judgeFirst: z.boolean(),
  dailyBudget: numberOf('dailyBudget').nullable(),
  breakAfter: numberOf('breakAfter').nullable(),
  claimSeconds: numberOf('claimSeconds'),
  graceSeconds: numberOf('graceSeconds'),
})

/**
 * Keeps how the desk works for everybody in the team. Claims and decisions that were made before keep their own times.
 * Throws `bad_request` with `fields`.
 */
export const setDesk = command({
  permission: 'desk.manage',
  input: Input,
  async run(tx, after, { teamId }) {
    // Of two who change it at once, the second's event has to name what the first left.
    await tx.insert(deskSettings).values({ teamId }).onConflictDoNothing()
    const itself = eq(deskSettings.teamId, teamId)
    await tx.select({ teamId: deskSettings.teamId }).from(deskSettings).where(itself).for('update')
    const before = await deskOf(tx, teamId)
    const names = Object.keys(after) as (keyof typeof after)[]
    const changed = names.filter((name) => before[name] !== after[name])
    if (changed.length === 0) return { result: after, events: [] }
    await tx
      .update(deskSettings)
      .set({ ...after, updatedAt: sql`now()` })
      .where(itself)
    const part = (of: typeof after) => Object.fromEntries(changed.map((name) => [name, of[name]]))
    return { result: after, events: [{ type: 'desk.changed', before: part(before), after: part(after) }] }
  },
})
