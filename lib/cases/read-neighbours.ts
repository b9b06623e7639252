import { and, asc, desc, eq, gt, inArray, lt } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { query } from '@/lib/db/query'
import { beforeItGoes, byDeadline, goesThan } from './before-it-goes'
import { caseStates } from './case-states'
import { matches } from './list-queue'

const Input = z.object({
  number: z.number().int().positive(),
  states: z.array(z.enum(caseStates)).min(1),
  mediaType: z.enum(['image', 'audio', 'video']).nullable().default(null),
  search: z.string().trim().max(200).default(''),
  /** The part to decide before its media is gone, the most urgent first. */
  deadline: z.boolean().default(false),
})

/**
 * The numbers of the cases just above and just below a case in a part of the queue (newest or most urgent first), whether or not the
 * case itself still belongs to that part; null at its ends.
 */
export const readNeighbours = query({
  permission: 'case.read',
  input: Input,
  async run(tx, { number, states, mediaType, search, deadline }, actor) {
    const part = and(
      eq(cases.teamId, actor.teamId),
      inArray(cases.state, states),
      mediaType ? eq(cases.mediaType, mediaType) : undefined,
      search ? matches(search) : undefined,
      deadline ? beforeItGoes() : undefined,
    )
    const numbers = { number: cases.number }
    const [above] = await tx
      .select(numbers)
      .from(cases)
      .where(and(part, deadline ? goesThan('sooner', actor.teamId, number) : gt(cases.number, number)))
      .orderBy(...(deadline ? byDeadline(true) : [asc(cases.number)]))
      .limit(1)
    const [below] = await tx
      .select(numbers)
      .from(cases)
      .where(and(part, deadline ? goesThan('later', actor.teamId, number) : lt(cases.number, number)))
      .orderBy(...(deadline ? byDeadline() : [desc(cases.number)]))
      .limit(1)
    return { previous: above?.number ?? null, next: below?.number ?? null }
  },
})
