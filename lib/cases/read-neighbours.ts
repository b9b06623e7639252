import { and, asc, desc, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import type { Actor } from '@/lib/access/actor'
import type { Transaction } from '@/lib/db/client'
import { isTooSlow } from '@/lib/db/limit-time'
import { query } from '@/lib/db/query'
import { queueOrders } from '@/lib/queues/priority'
import { byDeadline, goesThan } from './before-it-goes'
import { mostCases } from './identifier'
import { onAny, walksJudgedBy } from './judged-by'
import { mergeWalks } from './merge-walks'
import { inPart, limitWalk, QueuePart } from './queue-part'

const Input = QueuePart.extend({
  number: z.number().int().positive().max(mostCases),
  order: z.enum(queueOrders).default('priority'),
})
type Input = z.output<typeof Input>

/**
 * The numbers of the cases just before and just behind a case in a part of the queue, in that part's order, whether or
 * not the case itself still belongs to it; null at its ends, and where they lie too far away to be found in time.
 */
export async function readNeighbours(actor: Actor, asked: z.input<typeof Input>): Promise<Neighbours> {
  try {
    return await lookAround(actor, asked)
  } catch (error) {
    if (isTooSlow(error)) return { previous: null, next: null }
    throw error
  }
}

interface Neighbours {
  previous: number | null
  next: number | null
}

const lookAround = query({
  permission: 'case.read',
  input: Input,
  async run(tx, input, actor): Promise<Neighbours> {
    await limitWalk(tx, input)
    const places = await walksJudgedBy(tx, actor, input.policyId)
    const to = (side: Side) => nearest(tx, actor, input, side, places)
    return { previous: await to('before'), next: await to('behind') }
  },
})

type Side = 'before' | 'behind'

async function nearest(
  tx: Transaction,
  actor: Actor,
  input: Input,
  side: Side,
  places: (SQL | undefined)[],
): Promise<number | null> {
  const { states, order, deadline } = input
  const select = (only: Input['states'], place: SQL | undefined) =>
    tx
      .select({ priority: cases.priority, number: cases.number })
      .from(cases)
      .where(and(inPart(actor, input, only), place, lies(side, actor.teamId, input)))
      .orderBy(...outward(side, input))
      .limit(1)
  if (deadline) return (await select(states, onAny(places)))[0]?.number ?? null
  const way = isForward(side, input) ? sql`asc` : sql`desc`
  const numbers = mergeWalks({
    states,
    places,
    walk: (state, place) => select([state], place),
    order: order === 'newest' ? sql`number ${way}` : sql`priority ${way}, number ${way}`,
    most: 1,
  })
  const [found] = await tx.execute<{ number: number }>(numbers)
  return found?.number ?? null
}

/** Whether that side is where the sorted column grows. */
function isForward(side: Side, { order }: Input): boolean {
  return (side === 'behind') === (order === 'priority')
}

function lies(side: Side, teamId: string, input: Input): SQL {
  const { number, order, deadline } = input
  if (deadline) return goesThan(side === 'behind' ? 'later' : 'sooner', teamId, number)
  const sign = isForward(side, input) ? sql`>` : sql`<`
  if (order === 'newest') return sql`${cases.number} ${sign} ${number}::int`
  // Two plain values, so that the comparison is one bound of an index.
  const place = sql`(select it.priority from ${cases} it where it.team_id = ${teamId} and it.number = ${number})`
  return sql`(${cases.priority}, ${cases.number}) ${sign} (${place}, ${number}::int)`
}

function outward(side: Side, input: Input): SQL[] {
  if (input.deadline) return byDeadline(side === 'before')
  const way = isForward(side, input) ? asc : desc
  return input.order === 'newest' ? [way(cases.number)] : [way(cases.priority), way(cases.number)]
}
