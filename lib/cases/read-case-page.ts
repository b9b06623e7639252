import type { Actor } from '@/lib/access/actor'
import { type CaseDetail, readCase } from './read-case'
import { type CaseRail, readRail } from './read-rail'
import { withholdScores, withholdThoughts } from './withhold-scores'

export interface CasePage {
  detail: CaseDetail
  rail: CaseRail
  /** The reader has yet to say what they think: neither scores nor what others think are in here. */
  withheld: boolean
}

/**
 * A case and its decision rail as this reader may have them now: all that the case page sends to a browser. Throws `not_found` for an
 * unknown number and for another team's alike.
 */
export async function readCasePage(actor: Actor, { number }: { number: number }): Promise<CasePage> {
  // The rail first: an impression that is recorded meanwhile then only keeps more back than it has to.
  const rail = await readRail(actor, { number })
  const detail = await readCase(actor, { number })
  if (!isOwed(rail, detail)) return { detail, rail, withheld: false }
  return { detail: withholdScores(detail), rail: withholdThoughts(rail), withheld: true }
}

const unsettled: readonly CaseDetail['case']['state'][] = ['analysing', 'waiting', 'claimed']

/** Also while it is analysed: the first of two verdicts would be there before the question is asked. */
function isOwed({ judgeFirst }: CaseRail, { case: { state } }: CaseDetail): boolean {
  return judgeFirst.on && judgeFirst.mine === null && (judgeFirst.due || unsettled.includes(state))
}
