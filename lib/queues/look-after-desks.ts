import { sql } from 'drizzle-orm'
import { lapseClaims } from '@/lib/cases/lapse-claims'
import { database } from '@/lib/db/client'
import { log } from '@/lib/log'
import { foldTallies } from './fold-tallies'

/** Milliseconds from the end of one look to the next. */
const pause = 5000

/** What a desk needs done all the time: claims that ran out go back to their queues, and tallies are folded. */
export async function lookAfterDesks(): Promise<void> {
  const teams = await database().execute<{ id: string }>(sql`select teams_with_desk_work() as id`)
  for (const { id: teamId } of teams) {
    await lapseClaims({ kind: 'worker', teamId }, {})
    while (await foldTallies(teamId));
  }
}

/** Does that again and again; answers the way to stop. Several workers may. */
export function startLookingAfterDesks(): () => void {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const look = async () => {
    try {
      await lookAfterDesks()
    } catch (error) {
      log.warn({ err: error }, 'could not look after the desks; claims that ran out are seen to again in a moment')
    }
    if (!stopped) timer = setTimeout(() => void look(), pause)
  }
  void look()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
