import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { type CaseState, caseStates } from './case-states'

/**
 * The numbers of the first `most` cases of several states in one order: each state is walked along its own index,
 * which holds one state after the other, and the heads of those walks are merged. `walk` selects `priority` and
 * `number` of one state in that order and limited; `order` repeats it in those names.
 */
export function mergeWalks(
  states: readonly CaseState[],
  { walk, order, most }: { walk: (state: CaseState) => SQLWrapper; order: SQL; most: number },
): SQL {
  const walks = (states.length > 0 ? states : caseStates).map((state) => sql`(${walk(state)})`)
  return sql`select number from (${sql.join(walks, sql` union all `)}) walk order by ${order} limit ${most}`
}
