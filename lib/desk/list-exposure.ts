import { and, desc, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { exposures } from '@/drizzle/schema/desk'
import { addSeconds, now } from '@/lib/clock'
import { query } from '@/lib/db/query'
import { DocketError } from '@/lib/errors'
import { dayOf } from './desk-rules'

/** Days (UTC) that are looked back on, today among them. */
export const exposureDays = 14

/** The first day that is not looked back on any more. */
export function dayBefore(): string {
  return dayOf(addSeconds(now(), -exposureDays * 24 * 3600))
}

/** One's own seconds with media of the last days, latest first; days without any are left out. Nobody else's are told. */
export const listExposure = query({
  permission: 'preference.set',
  input: z.object({}),
  async run(tx, _input, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only members’ exposure is counted.')
    return tx
      .select({ day: exposures.day, seconds: exposures.seconds })
      .from(exposures)
      .where(
        and(eq(exposures.teamId, actor.teamId), eq(exposures.memberId, actor.memberId), gt(exposures.day, dayBefore())),
      )
      .orderBy(desc(exposures.day))
  },
})
