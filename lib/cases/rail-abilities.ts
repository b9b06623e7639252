import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { isInLine } from './case-states'
import { isHeldByOther } from './held-claim'
import type { CaseRow } from './move-case'
import { isOver } from './settled-decision'
import { whyClosable } from './why-closable'

interface Situation {
  standing: { effectiveAt: Date | null } | null
  /** Why the actor cannot give the second look that is awaited. */
  whyNotReview: string | null
}

/** What the reader of a case may do with it now. The commands refuse the same by themselves; this is for showing only what works. */
export function railAbilities(actor: Actor, found: CaseRow, { standing, whyNotReview }: Situation) {
  const isOpen = found.state === 'waiting' || found.state === 'claimed'
  const isErased = found.purgeReason === 'erasure'
  const free = isOpen && !isErased && !isHeldByOther(found, actor)
  const above = found.escalatedAt !== null && !may(actor, 'case.assign')
  const whyNot = isOpen ? whyNotDecide(actor, found, { above, whyNotReview }) : null
  const decided = found.state === 'decided' && standing !== null && !isErased
  return {
    decide: free && whyNot === null,
    /** A sentence; null where the case can be decided, or is not open at all. */
    whyNot,
    escalate: free && found.escalatedAt === null && may(actor, 'case.escalate'),
    return: free && may(actor, 'case.assign'),
    move: isInLine(found.state) && !isErased && may(actor, 'case.assign'),
    /** Decide what no analysis could read; where its media is gone the server refuses. */
    waive: found.state === 'failed' && found.retention === 'keep' && may(actor, 'case.decide'),
    close: whyClosable(found) !== null && !above && !isHeldByOther(found, actor) && may(actor, 'case.decide'),
    askReview: decided && may(actor, 'case.review'),
    appeal: decided && isOver(standing.effectiveAt) && may(actor, 'case.appeal'),
    note: found.withdrawnAt === null && may(actor, 'case.note'),
    pin: found.withdrawnAt === null && may(actor, 'case.note'),
  }
}

function whyNotDecide(
  actor: Actor,
  found: CaseRow,
  { above, whyNotReview }: { above: boolean; whyNotReview: string | null },
): string | null {
  if (!may(actor, 'case.decide')) return 'Your role does not decide cases.'
  if (found.purgeReason === 'erasure')
    return 'It was erased, so nothing can be written on it any more. It can be closed.'
  if (isHeldByOther(found, actor)) return 'Somebody else is working on this case.'
  if (above) return 'This case was escalated, so a manager decides it. Add what you know as a note.'
  return whyNotReview
}
