import crypto from 'node:crypto'
import { sql } from 'drizzle-orm'
import type postgres from 'postgres'
import type { Member } from '@/lib/access/actor'
import { type CaseState, openStates } from '@/lib/cases/case-states'
import { countCases } from '@/lib/cases/count-cases'
import { findNextCase } from '@/lib/cases/find-next-case'
import { listQueue } from '@/lib/cases/list-queue'
import { withTeam } from '@/lib/db/client'
import { countQueues } from '@/lib/queues/count-queues'
import { cursorOf } from '@/lib/queues/priority'
import { type Figure, median } from './figure'

/** Times each query is asked, in turns with all others. */
const rounds = 200

/**
 * What the queue's queries take over an empty round trip: a transaction of the app's role that sets its team and looks
 * for a case that is not there. Medians, in turns, so that whatever else the machine does weighs on all alike.
 */
export async function measureQueries(owner: postgres.Sql, member: Member): Promise<Figure[]> {
  const deepest = await lastPage(owner, member.teamId, ['waiting'])
  const openDeepest = await lastPage(owner, member.teamId, openStates)
  const policyId = await judgeLate(owner, member.teamId)
  const waiting = { states: ['waiting' as const] }
  const asked = {
    empty: () =>
      withTeam(member.teamId, (tx) => tx.execute(sql`select 1 from cases where id = ${crypto.randomUUID()}`)),
    first: () => listQueue(member, waiting),
    open: () => listQueue(member, { states: [...openStates] }),
    openDeepest: () => listQueue(member, { states: [...openStates], after: openDeepest }),
    deepest: () => listQueue(member, { ...waiting, after: deepest }),
    policy: () => listQueue(member, { ...waiting, policyId }),
    nowhere: () => listQueue(member, { ...waiting, policyId: crypto.randomUUID() }),
    young: () => listQueue(member, { ...waiting, youngerThan: 60 }),
    week: () => listQueue(member, { ...waiting, olderThan: 1440, youngerThan: 10_080 }),
    old: () => listQueue(member, { ...waiting, olderThan: 10_080 }),
    counts: () => countCases(member, {}),
    queues: () => countQueues(member, {}),
    next: () => findNextCase(member, {}),
    rare: () => listQueue(member, { search: 'harbour' }),
    common: () => listQueue(member, { search: 'photo' }),
    absent: () => listQueue(member, { search: 'no such title' }),
  }
  const took = await inTurns(asked, rounds)
  const over = (name: keyof typeof asked, than: keyof typeof asked = 'empty') => took[name] / took[than]
  return [
    { figure: 'empty round trip through row-level security', value: took.empty, unit: 'ms', goal: null },
    { figure: 'first queue page / empty round trip', value: over('first'), unit: 'ratio', goal: 2 },
    { figure: 'first page of all that is open / empty round trip', value: over('open'), unit: 'ratio', goal: 2 },
    { figure: 'deepest queue page / first page', value: over('deepest', 'first'), unit: 'ratio', goal: 1.5 },
    {
      figure: 'deepest page of all that is open / its first page',
      value: over('openDeepest', 'open'),
      unit: 'ratio',
      goal: 1.5,
    },
    { figure: 'first page by policy / first page', value: over('policy', 'first'), unit: 'ratio', goal: 10 },
    {
      figure: 'first page by a policy in force nowhere / first page',
      value: over('nowhere', 'first'),
      unit: 'ratio',
      goal: 10,
    },
    { figure: 'first page under an hour old / first page', value: over('young', 'first'), unit: 'ratio', goal: 10 },
    { figure: 'first page 1 to 7 days old / first page', value: over('week', 'first'), unit: 'ratio', goal: 10 },
    { figure: 'first page over 7 days old / first page', value: over('old', 'first'), unit: 'ratio', goal: 10 },
    { figure: 'counts per state / empty round trip', value: over('counts'), unit: 'ratio', goal: 3 },
    { figure: 'counts per queue and age / empty round trip', value: over('queues'), unit: 'ratio', goal: 3 },
    { figure: 'next case / empty round trip', value: over('next'), unit: 'ratio', goal: 5 },
    { figure: 'search, 500 of a million / empty round trip', value: over('rare'), unit: 'ratio', goal: 100 },
    { figure: 'search, every second case / empty round trip', value: over('common'), unit: 'ratio', goal: 100 },
    { figure: 'search, none / empty round trip', value: over('absent'), unit: 'ratio', goal: 100 },
  ]
}

/** A policy by which one queue of four is judged, that with one case in fifty. */
async function judgeLate(owner: postgres.Sql, teamId: string): Promise<string> {
  const [policy] = await owner<{ id: string }[]>`
    insert into policies (team_id, name) values (${teamId}, 'Late') returning id`
  if (!policy) throw new Error('there is no policy')
  await owner`update queues set policy_id = ${policy.id} where team_id = ${teamId} and name = 'Late'`
  return policy.id
}

/** Where the last page of what waits begins. */
async function lastPage(owner: postgres.Sql, teamId: string, states: readonly CaseState[]): Promise<string> {
  const [place] = await owner<{ number: number }[]>`
    select number from cases where team_id = ${teamId} and state in ${owner(states)}
    order by priority desc, number desc offset 51 limit 1`
  if (!place) throw new Error('there is no second page of these')
  return cursorOf(place)
}

/** The median of each in ms. */
async function inTurns<Name extends string>(
  asked: Record<Name, () => Promise<unknown>>,
  times: number,
): Promise<Record<Name, number>> {
  const names = Object.keys(asked) as Name[]
  const took = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = -20; round < times; round++) {
    for (const name of names) {
      const began = performance.now()
      await asked[name]()
      // The first ones warm up plans, caches and code.
      if (round >= 0) took[name].push(performance.now() - began)
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(took[name])])) as Record<Name, number>
}
