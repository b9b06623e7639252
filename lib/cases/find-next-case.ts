import { and, asc, eq, isNull, ne, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { type Actor, actorId } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import type { Transaction } from '@/lib/db/client'
import { isTooSlow, withinTime } from '@/lib/db/limit-time'
import { executePrepared } from '@/lib/db/prepared'
import { query } from '@/lib/db/query'
import { isOverBudget } from '@/lib/queues/over-budget'
import { notMineToReview } from '@/lib/reviews/independent'
import { byDeadline, goesThan } from './before-it-goes'
import { mostCases } from './identifier'
import { onAny, walksJudgedBy } from './judged-by'
import type { CaseRow } from './move-case'
import { inPart, mayWalkFar, QueuePart, walkMs } from './queue-part'

/** The part of the queue to stay in; its states are not asked for, for only what can be decided is offered. */
export const NextInput = QueuePart.omit({ states: true, hideSkipped: true }).extend({
  /** The case one comes from: it is not offered. */
  number: z.number().int().positive().max(mostCases).nullable().default(null),
})
type NextInput = z.output<typeof NextInput>

export interface NextCase {
  number: number | null
  /**
   * Why there is none: nothing is left for this person; they have seen as much today as is good for them; or it was looked for as long
   * as it may be, so whether one is left is not known.
   */
  why: 'nothing_left' | 'budget' | 'too_far' | null
}

/**
 * The case this person should decide next: one they have taken or that was sent back to them, else the first that
 * waits in its queue's order, or by deadline. Never one that is above them, that they may not review, or that somebody
 * else holds; nor one they passed over, unless they took it after all or it was sent to them since.
 */
export async function findNextCase(actor: Actor, asked: z.input<typeof NextInput>): Promise<NextCase> {
  return inTime(() => readNext(actor, asked))
}

const readNext = query({
  permission: 'case.read',
  input: NextInput,
  async run(tx, input, actor): Promise<NextCase> {
    if (await isOverBudget(tx, actor)) return { number: null, why: 'budget' }
    const found = await findOffered(tx, actor, input)
    return found ? { number: found.number, why: null } : { number: null, why: 'nothing_left' }
  },
})

/** What `find` answers; `too_far` where it looked for longer than a choice of cases may take. */
export async function inTime<T>(find: () => Promise<T>): Promise<T | { number: null; why: 'too_far' }> {
  try {
    return await find()
  } catch (error) {
    if (isTooSlow(error)) return { number: null, why: 'too_far' }
    throw error
  }
}

/** A case that is offered. */
export type Offered = Pick<CaseRow, 'id' | 'number'>

/** That case. `locked`: for the caller alone, past what others have just locked. */
export async function findOffered(
  tx: Transaction,
  actor: Actor,
  input: NextInput,
  how: { locked?: boolean } = {},
): Promise<Offered | null> {
  const look = () => lookFor(tx, actor, input, how)
  // Without the choice of cases, those to leave out are too few to walk far.
  return mayWalkFar({ ...input, states: [], hideSkipped: false }) ? withinTime(tx, walkMs, look) : look()
}

async function lookFor(
  tx: Transaction,
  actor: Actor,
  input: NextInput,
  { locked = false }: { locked?: boolean },
): Promise<Offered | null> {
  const judged = onAny(await walksJudgedBy(tx, actor, input.policyId))
  const looks = offeredTo(actor).map(
    ({ of, hideSkipped }) => sql`(${first(tx, actor, { ...input, hideSkipped }, { of: and(of, judged), locked })})`,
  )
  // Asked for after every decision. `coalesce` looks no further than it must, so no row is locked but the one that is given.
  const [found] = await executePrepared<Offered>(
    tx,
    sql`select cases.id, cases.number from cases
      where cases.team_id = ${actor.teamId}::uuid and cases.number = (select coalesce(${sql.join(looks, sql`, `)}))`,
  )
  return found ?? null
}

/** Where a case is looked for, one place after the other: what they have taken, what was sent back to them, what waits for anybody. */
function offeredTo(actor: Actor): { of: SQL | undefined; hideSkipped: boolean }[] {
  const me = actorId(actor)
  // The states as text of the statement, so that a plan that is kept can use the indexes of one state.
  const waiting = and(sql`${cases.state} = 'waiting'`, isNull(cases.assignedTo))
  const forAnybody = { of: waiting, hideSkipped: true }
  if (!me) return [forAnybody]
  const claimed = and(sql`${cases.state} = 'claimed'`, eq(cases.claimedBy, me))
  const sentBack = and(sql`${cases.state} = 'waiting'`, eq(cases.assignedTo, me))
  // Nobody else is offered these two, so that they were passed over before does not hide them.
  return [{ of: claimed, hideSkipped: false }, { of: sentBack, hideSkipped: false }, forAnybody]
}

function first(
  tx: Transaction,
  actor: Actor,
  input: NextInput & { hideSkipped: boolean },
  { of, locked }: { of: SQL | undefined; locked: boolean },
): SQLWrapper {
  const part = { ...input, states: [] }
  const wanted = tx
    .select({ number: cases.number })
    .from(cases)
    .where(and(inPart(actor, part), of, isOffered(actor, input)))
    .orderBy(...inOrder(actor, input))
    .limit(1)
  return locked ? wanted.for('update', { skipLocked: true }) : wanted
}

/** As the queues put them; by deadline on from the case one comes from, and round to the most urgent. */
function inOrder({ teamId }: Actor, { number, deadline }: NextInput): SQL[] {
  if (!deadline) return [asc(cases.priority), asc(cases.number)]
  return [...(number === null ? [] : [sql`not ${goesThan('later', teamId, number)}`]), ...byDeadline()]
}

function isOffered(actor: Actor, { number }: NextInput): SQL | undefined {
  return and(
    number === null ? undefined : ne(cases.number, number),
    may(actor, 'case.assign') ? undefined : isNull(cases.escalatedAt),
    notMineToReview(actor),
    sql`${cases.withdrawnAt} is null`,
    // Nothing can be written on what was erased, so nothing decided.
    sql`${cases.purgeReason} is distinct from 'erasure'`,
  )
}
