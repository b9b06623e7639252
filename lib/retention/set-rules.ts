import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { retentionPolicies, seenHashes } from '@/drizzle/schema/retention'
import { command } from '@/lib/db/command'
import { rulesOf } from './read-rules'
import { longestWindow } from './retention-rules'

const Window = z
  .number('must be a number of minutes')
  .int('must be whole minutes')
  .min(0, 'must not be negative')
  .max(longestWindow, 'must be 7 days at most')

const Input = z.object({
  portalDefault: z.boolean(),
  portalRule: z.boolean(),
  /** Minutes. */
  portalWindow: Window,
  apiWindow: Window,
  keepSeenHash: z.boolean(),
})

/**
 * Keeps what the team says about media that must not be kept. It holds for what is handed in from now on: the deadline of a
 * case stands in the case. Hashes that were kept go when they shall not be kept. Throws `bad_request` with `fields`.
 */
export const setRules = command({
  permission: 'retention.manage',
  input: Input,
  async run(tx, after, { teamId }) {
    // Of two who change it at once, the second's event has to name what the first left.
    await tx.insert(retentionPolicies).values({ teamId }).onConflictDoNothing()
    const itself = eq(retentionPolicies.teamId, teamId)
    await tx.select({ teamId: retentionPolicies.teamId }).from(retentionPolicies).where(itself).for('update')
    const before = await rulesOf(tx, teamId)
    const names = Object.keys(after) as (keyof typeof after)[]
    if (names.every((name) => before[name] === after[name])) return { result: after, events: [] }
    await tx
      .update(retentionPolicies)
      .set({ ...after, updatedAt: sql`now()` })
      .where(itself)
    if (!after.keepSeenHash) await tx.delete(seenHashes).where(eq(seenHashes.teamId, teamId))
    return { result: after, events: [{ type: 'retention.changed', before, after }] }
  },
})
