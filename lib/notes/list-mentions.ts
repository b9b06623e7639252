import { and, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { notes } from '@/drizzle/schema/desk'
import { members } from '@/drizzle/schema/teams'
import { query } from '@/lib/db/query'
import { unreadBy } from './mentions-of-mine'

/** The most that are told at once. */
const most = 50

/** Notes that name the reader and that they have not seen, newest first. Of a zero-retention case without its words. */
export const listMentions = query({
  permission: 'case.note',
  input: z.object({}),
  async run(tx, _input, actor) {
    if (actor.kind !== 'member') return []
    return (
      tx
        .select({
          noteId: notes.id,
          caseId: cases.id,
          caseNumber: cases.number,
          state: cases.state,
          byName: members.name,
          body: notes.body,
          zeroRetention: cases.zeroRetention,
          at: notes.createdAt,
        })
        .from(notes)
        .innerJoin(cases, and(eq(cases.teamId, notes.teamId), eq(cases.id, notes.caseId)))
        .leftJoin(members, eq(members.id, notes.writtenBy))
        // Among those that the index finds, which stands behind row-level security.
        .where(and(sql`${notes.id} in (select notes_naming(${actor.memberId}))`, unreadBy(tx, actor)))
        .orderBy(desc(notes.createdAt), desc(notes.id))
        .limit(most)
    )
  },
})

export type Mention = Awaited<ReturnType<typeof listMentions>>[number]
