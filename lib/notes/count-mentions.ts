import { and, sql } from 'drizzle-orm'
import { z } from 'zod'
import { notes } from '@/drizzle/schema/desk'
import { query } from '@/lib/db/query'
import { unreadBy } from './mentions-of-mine'

/** How many notes name the reader that they have not seen. */
export const countMentions = query({
  permission: 'case.note',
  input: z.object({}),
  async run(tx, _input, actor): Promise<number> {
    if (actor.kind !== 'member') return 0
    return tx.$count(notes, and(sql`${notes.id} in (select notes_naming(${actor.memberId}))`, unreadBy(tx, actor)))
  },
})
