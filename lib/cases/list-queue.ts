import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import type { Actor } from '@/lib/access/actor'
import type { Transaction } from '@/lib/db/client'
import { isTooSlow } from '@/lib/db/limit-time'
import { query } from '@/lib/db/query'
import { cursorOf, parseCursor, queueOrders } from '@/lib/queues/priority'
import { byDeadline } from './before-it-goes'
import { openStates } from './case-states'
import { onAny, walksJudgedBy } from './judged-by'
import { mergeWalks } from './merge-walks'
import { inPart, limitWalk, mayWalkFar, QueuePart } from './queue-part'
import { selectRows } from './queue-rows'

export const queuePageSize = 30

const Input = QueuePart.extend({
  /** `priority`: as the queues put their cases (lib/queues/priority.ts); `newest`: by number, the highest first. */
  order: z.enum(queueOrders).default('priority'),
  /** The `next` of the page before. */
  after: z.string().max(60).nullable().default(null),
  size: z.number().int().min(1).max(200).default(queuePageSize),
})
type Input = z.output<typeof Input>

/**
 * One page of a part of the team's cases with what a queue row shows; `next` asks for the page after it, null at the
 * end. `tooFar`: it was looked for as long as it may be (`walkMs`) and not found. Throws `bad_request` for an `after`
 * that no page gave.
 */
export async function listQueue(actor: Actor, asked: z.input<typeof Input>): Promise<QueuePage> {
  try {
    return await readPage(actor, asked)
  } catch (error) {
    if (isTooSlow(error)) return { rows: [], more: false, next: null, tooFar: true }
    throw error
  }
}

const readPage = query({
  permission: 'case.read',
  input: Input,
  async run(tx, input, actor) {
    await limitWalk(tx, input)
    const places = await walksJudgedBy(tx, actor, input.policyId)
    const found = await selectRows(tx, actor, {
      where: ofPage(tx, actor, input, places),
      order: inOrder(input),
      most: input.size + 1,
    })
    const rows = found.slice(0, input.size)
    const last = rows.at(-1)
    const more = found.length > rows.length
    return { rows, more, next: more && last ? cursorOf(last) : null, tooFar: false }
  },
})

export type { QueueRow } from './queue-rows'
export type QueuePage = Awaited<ReturnType<typeof readPage>>

/** As the predicate of the index `cases_open` says it: as values of the statement a plan that is kept could not use that. */
export const isOpen = sql`${cases.state} in (${sql.raw(openStates.map((state) => `'${state}'`).join(', '))})`

/** Whether it is the page as it opens, which has an index of its own: one walk, not one for each state. */
function isAllOpen(input: Input): boolean {
  const { states, order, queueId, escalated, deadline, search, mine, toReview } = input
  const narrowed = queueId || escalated !== null || deadline || search || mine || toReview || mayWalkFar(input)
  return (
    !narrowed &&
    order === 'priority' &&
    states.length === openStates.length &&
    openStates.every((one) => states.includes(one))
  )
}

/** The rows' condition. */
function ofPage(tx: Transaction, actor: Actor, input: Input, places: (SQL | undefined)[]): SQL | undefined {
  const { states, deadline, search, mine, toReview, size } = input
  if (isAllOpen(input)) return and(inPart(actor, input, []), isOpen, behind(actor, input))
  const isOneWalk = states.length === 1 && places.length === 1
  if (isOneWalk || deadline || search || mine || toReview)
    return and(inPart(actor, input), onAny(places), behind(actor, input))
  const numbers = mergeWalks({
    states,
    places,
    walk: (state, place) =>
      tx
        .select({ priority: cases.priority, number: cases.number })
        .from(cases)
        .where(and(inPart(actor, input, [state]), place, behind(actor, input)))
        .orderBy(...inOrder(input))
        .limit(size + 1),
    order: input.order === 'newest' ? sql`number desc` : sql`priority, number`,
    most: size + 1,
  })
  return and(eq(cases.teamId, actor.teamId), sql`${cases.number} = any (array(${numbers}))`)
}

function inOrder({ order, deadline }: Input): SQL[] {
  if (deadline) return byDeadline()
  return order === 'newest' ? [desc(cases.number)] : [asc(cases.priority), asc(cases.number)]
}

/** The condition that a case stands behind the page before, whose last case may have moved on meanwhile. */
function behind({ teamId }: Actor, { after, order, deadline }: Input): SQL | undefined {
  if (after === null) return undefined
  const number = parseCursor(after)
  if (order === 'newest' && !deadline) return sql`${cases.number} < ${number}::int`
  const sorted = deadline ? cases.purgeAfter : cases.priority
  const column = sql.raw(deadline ? 'purge_after' : 'priority')
  // Two plain values, so that the comparison is one bound of an index.
  const place = sql`(select it.${column} from ${cases} it where it.team_id = ${teamId} and it.number = ${number}::int)`
  return sql`(${sorted}, ${cases.number}) > (${place}, ${number}::int)`
}
