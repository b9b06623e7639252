import { z } from 'zod'
import { query } from '@/lib/db/query'
import { sumByState } from '@/lib/queues/count-queues'
import { readStates } from '@/lib/queues/read-tallies'

/** Which cases to count; what is left out does not matter. */
const Input = z.object({
  queueId: z.uuid().nullable().default(null),
  mediaType: z.enum(['image', 'audio', 'video']).nullable().default(null),
  zeroRetention: z.boolean().nullable().default(null),
})

/** How many cases of the team are in each state: kept sums, no case is looked at. */
export const countCases = query({
  permission: 'case.read',
  input: Input,
  async run(tx, { queueId, mediaType, zeroRetention }, { teamId }) {
    const all = await readStates(tx, teamId)
    return sumByState(
      all.filter(
        (tally) =>
          (queueId === null || tally.queueId === queueId) &&
          (mediaType === null || tally.mediaType === mediaType) &&
          (zeroRetention === null || tally.zeroRetention === zeroRetention),
      ),
    )
  },
})
