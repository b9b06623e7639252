import type { ActionResult } from '@/lib/http/server-action'
import type { CaseRetention } from '@/lib/retention/read-case-retention'

/** What those who oversee a team may do about a case's media. */
export type Act = 'purge' | 'erase' | 'hold' | 'endHold'

export interface OfferedAct {
  act: Act
  /** Why it cannot be done now; null where it can. */
  not: string | null
}

export type ActPermissions = Record<'purge' | 'erase' | 'hold', boolean>

/** The case page's actions on retention, handed down from app/(portal)/retention/actions.ts. */
export interface RetentionActions {
  purge(input: { caseId: string; reason: string }): Promise<ActionResult<unknown>>
  erase(input: { caseId: string; reason: string }): Promise<ActionResult<unknown>>
  answer(input: { requestId: string; confirm: boolean }): Promise<ActionResult<unknown>>
  hold(input: { caseId: string; reason: string }): Promise<ActionResult<unknown>>
  endHold(input: { caseId: string; reason: string }): Promise<ActionResult<unknown>>
}

type Found = Pick<CaseRetention, 'retention' | 'zeroRetention' | 'reason' | 'held' | 'request'>

/** Which of them make sense for the case as it stands, and why one of those cannot be done; the server asks once more. */
export function actsFor({ retention, zeroRetention, reason, held, request }: Found, may: ActPermissions): OfferedAct[] {
  const offered: OfferedAct[] = []
  const notWhileHeld = held ? 'Not under a legal hold' : null
  const ordered = reason !== null && reason !== 'zero_retention'
  if (may.purge && (retention === 'keep' || (retention === 'due' && !ordered)))
    offered.push({ act: 'purge', not: notWhileHeld })
  if (may.erase && request === null && reason !== 'erasure') offered.push({ act: 'erase', not: notWhileHeld })
  if (may.hold && held) offered.push({ act: 'endHold', not: null })
  if (may.hold && !held && retention === 'keep') offered.push({ act: 'hold', not: null })
  if (may.hold && zeroRetention && retention === 'due')
    offered.push({ act: 'hold', not: 'Not under zero retention: it was promised that the media goes' })
  return offered
}
