import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { teams } from '@/drizzle/schema/teams'
import { hasSecondStep } from '@/lib/access/second-step/check-code'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'

/**
 * Whether everybody who signs in to the team with a password needs a second step. Who has none reaches their account page
 * alone from the next request on. Throws `conflict` for an admin with a password and no second step themselves.
 */
export const requireSecondStep = command({
  permission: 'team.manage',
  input: z.object({ required: z.boolean() }),
  async run(tx, { required }, actor) {
    if (required && actor.kind === 'member' && (await lacksSecondStep(tx, actor.memberId))) {
      throw new DocketError('conflict', 'Set up your own second step first, on the page Account. Nothing was changed.')
    }
    const [team] = await tx
      .select({ required: teams.requireSecondStep })
      .from(teams)
      .where(eq(teams.id, actor.teamId))
      .for('update')
    if (!team) throw notFound('Team')
    if (team.required === required) return { result: { required }, events: [] }
    await tx.update(teams).set({ requireSecondStep: required }).where(eq(teams.id, actor.teamId))
    return {
      result: { required },
      events: [
        {
          type: 'team.changed',
          before: { requireSecondStep: team.required },
          after: { requireSecondStep: required },
        },
      ],
    }
  },
})

async function lacksSecondStep(tx: Transaction, memberId: string): Promise<boolean> {
  const [person] = await tx.execute<{ password: boolean }>(
    sql`select password_hash is not null as password from find_person(${memberId}::uuid)`,
  )
  return person?.password === true && !(await hasSecondStep(memberId, tx))
}
