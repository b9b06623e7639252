import { and, asc, desc, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'

/** Cases that can still be decided, and whose media goes at a moment that is known: "decide before it is gone". */
export function beforeItGoes(): SQL | undefined {
  return and(
    inArray(cases.state, ['waiting', 'claimed']),
    // What somebody ordered goes at once: there is no moment to decide before.
    eq(cases.retention, 'due'),
    eq(cases.purgeReason, 'zero_retention'),
    isNotNull(cases.purgeAfter),
  )
}

/** What goes first stands first; `true`: the other way round. */
export function byDeadline(reversed = false): SQL[] {
  const direction = reversed ? desc : asc
  return [direction(cases.purgeAfter), direction(cases.number)]
}

/** Where a case stands in that order, whether or not it still belongs to it: those that go later, or sooner, than it. */
export function goesThan(when: 'later' | 'sooner', teamId: string, number: number): SQL {
  const place = sql`(select coalesce(it.purge_after, 'epoch'), it.number from ${cases} it
    where it.team_id = ${teamId} and it.number = ${number})`
  const row = sql`(${cases.purgeAfter}, ${cases.number})`
  return when === 'later' ? sql`${row} > ${place}` : sql`${row} < ${place}`
}
