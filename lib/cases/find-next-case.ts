import { and, desc, eq, ne, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { actorId } from '@/lib/access/actor'
import { query } from '@/lib/db/query'
import { beforeItGoes, byDeadline, goesThan } from './before-it-goes'
import { matches } from './list-queue'

const Input = z.object({
  number: z.number().int().positive(),
  mediaType: z.enum(['image', 'audio', 'video']).nullable().default(null),
  search: z.string().trim().max(200).default(''),
  /** Of those to decide before their media is gone, the most urgent first. */
  deadline: z.boolean().default(false),
})

/**
 * The number of the case to decide after this one: the next below it in the queue that waits or that the actor has
 * taken, else the uppermost; null when there is none but this. Keeps to a kind of media and a search, as the queue does.
 */
export const findNextCase = query({
  permission: 'case.read',
  input: Input,
  async run(tx, { number, mediaType, search, deadline }, actor) {
    const me = actorId(actor)
    const open = me
      ? or(eq(cases.state, 'waiting'), and(eq(cases.state, 'claimed'), eq(cases.claimedBy, me)))
      : eq(cases.state, 'waiting')
    const kind = mediaType ? eq(cases.mediaType, mediaType) : undefined
    const text = search ? matches(search) : undefined
    const [found] = await tx
      .select({ number: cases.number })
      .from(cases)
      .where(
        and(
          eq(cases.teamId, actor.teamId),
          open,
          ne(cases.number, number),
          kind,
          text,
          deadline ? beforeItGoes() : undefined,
        ),
      )
      .orderBy(
        ...(deadline
          ? [sql`not ${goesThan('later', actor.teamId, number)}`, ...byDeadline()]
          : [sql`${cases.number} > ${number}`, desc(cases.number)]),
      )
      .limit(1)
    return found?.number ?? null
  },
})
