import { z } from 'zod'
import { query } from '@/lib/db/query'
import { type RowTrack, readRowTracks } from './row-tracks'

/**
 * How the scores of each case go over the media's length, by case id, the picture's first; empty where there is none over
 * time. Read apart from the page, which does not wait for it.
 */
export const listRowTracks = query({
  permission: 'case.read',
  input: z.object({ caseIds: z.array(z.uuid()).max(200) }),
  async run(tx, { caseIds }, { teamId }): Promise<Record<string, RowTrack[]>> {
    if (caseIds.length === 0) return {}
    const tracks = await readRowTracks(tx, teamId, caseIds)
    return Object.fromEntries(caseIds.map((id) => [id, tracks.get(id) ?? []]))
  },
})
