import { z } from 'zod'
import { query } from '@/lib/db/query'
import { sumByAge } from '@/lib/queues/count-queues'
import { readTallies } from '@/lib/queues/read-tallies'

/** How long the team's waiting cases have waited since they were put in their queue, in three bands. */
export const countWaiting = query({
  permission: 'case.read',
  input: z.object({ queueId: z.uuid().nullable().default(null) }),
  async run(tx, { queueId }, { teamId }) {
    const waiting = (await readTallies(tx, teamId)).filter(({ state }) => state === 'waiting')
    const ages = sumByAge(waiting.filter((tally) => queueId === null || tally.queueId === queueId))
    return { underAnHour: ages.hour, underADay: ages.fourHours + ages.day, older: ages.week + ages.older }
  },
})

export type WaitingAges = Awaited<ReturnType<typeof countWaiting>>
