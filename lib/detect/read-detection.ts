import { z } from 'zod'
import { query } from '@/lib/db/query'
import { notFound } from '@/lib/errors'
import { collectRecords } from './collect-records'
import { detectionId } from './detection-uuid'

/** One detection by the uuid a client sent. Throws `not_found` ("Detect not found"), also for another team's. */
export const readDetection = query({
  permission: 'case.read',
  input: z.object({ uuid: z.string() }),
  async run(tx, { uuid }, actor) {
    const id = detectionId(uuid)
    const [record] = id === null ? [] : await collectRecords(tx, actor.teamId, [id])
    if (!record) throw notFound('Detect')
    return record
  },
})
