import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { type CaseState, caseStates } from './case-states'

interface Walks {
  /** None: all of them. */
  states: readonly CaseState[]
  /** Conditions of which one at most holds for a case (lib/cases/judged-by.ts). */
  places: readonly (SQL | undefined)[]
  /** Selects `priority` and `number` of one state in one of the places, in the order asked for and limited. */
  walk: (state: CaseState, place: SQL | undefined) => SQLWrapper
  /** The same order in those names. */
  order: SQL
  most: number
}

/**
 * The numbers of the first `most` cases of several states and places in one order: each is walked along an index of its own,
 * which holds one after the other, and the heads of those walks are merged.
 */
export function mergeWalks({ states, places, walk, order, most }: Walks): SQL {
  const each = states.length > 0 ? states : caseStates
  const walks = places.flatMap((place) => each.map((state) => sql`(${walk(state, place)})`))
  if (walks.length === 0) return sql`select null::int as number where false`
  return sql`select number from (${sql.join(walks, sql` union all `)}) walk order by ${order} limit ${most}`
}
