import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import type { Actor } from '@/lib/access/actor'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { cursorOf, parseCursor, queueOrders } from '@/lib/queues/priority'
import { byDeadline } from './before-it-goes'
import { mergeWalks } from './merge-walks'
import { inPart, QueuePart } from './queue-part'
import { selectRows } from './queue-rows'

export const queuePageSize = 30

/** The end of the year 9999: an address can ask for what lies behind any moment. */
const latest = Date.UTC(10_000, 0) - 1

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
 * end. Throws `bad_request` for an `after` that no page gave.
 */
export const listQueue = query({
  permission: 'case.read',
  input: Input,
  async run(tx, input, actor) {
    const found = await selectRows(tx, actor, {
      where: ofPage(tx, actor, input),
      order: inOrder(input),
      most: input.size + 1,
    })
    const rows = found.slice(0, input.size)
    const last = rows.at(-1)
    const more = found.length > rows.length
    return { rows, more, next: more && last ? cursorOf({ ...last, priority: placeOf(last, input) }) : null }
  },
})

export type { QueueRow } from './queue-rows'
export type QueuePage = Awaited<ReturnType<typeof listQueue>>

/** The rows' condition. */
function ofPage(tx: Transaction, actor: Actor, input: Input): SQL | undefined {
  const { states, deadline, search, mine, size } = input
  if (states.length === 1 || deadline || search || mine) return and(inPart(actor, input), behind(input))
  const numbers = mergeWalks(states, {
    walk: (state) =>
      tx
        .select({ priority: cases.priority, number: cases.number })
        .from(cases)
        .where(and(inPart(actor, input, [state]), behind(input)))
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

/** The condition that a case stands behind the page before. */
function behind({ after, order, deadline }: Input): SQL | undefined {
  if (after === null) return undefined
  const { priority, number } = parseCursor(after)
  if (deadline) {
    const at = new Date(Math.min(Math.max(priority, 0), latest)).toISOString()
    return sql`(${cases.purgeAfter}, ${cases.number}) > (${at}::timestamptz, ${number}::int)`
  }
  if (order === 'newest') return sql`${cases.number} < ${number}::int`
  return sql`(${cases.priority}, ${cases.number}) > (${priority}::float8, ${number}::int)`
}

function placeOf(row: { priority: number; purgeAfter: Date | null }, { deadline, order }: Input): number {
  if (deadline) return row.purgeAfter?.getTime() ?? 0
  return order === 'newest' ? 0 : row.priority
}
