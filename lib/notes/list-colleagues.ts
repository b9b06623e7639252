import { z } from 'zod'
import { query } from '@/lib/db/query'
import { colleaguesOf } from './colleagues'

/** Whom a note can name and a case be handed to: the team's people, by name. */
export const listColleagues = query({
  permission: 'case.note',
  input: z.object({}),
  run: (tx, _input, { teamId }) => colleaguesOf(tx, teamId),
})
