import type { CaseRow } from '@/lib/cases/move-case'
import { undoSeconds } from '@/lib/cases/undo-window'
import { addSeconds } from '@/lib/clock'

/** What of a case says when its media has to go. */
export type Deadline = Pick<CaseRow, 'state' | 'purgeReason' | 'purgeAfter' | 'decidedAt' | 'withdrawnAt'>

/**
 * When media that has to go goes, at the latest: at the end of the team's window, or once a decision cannot be taken back any
 * more. Null: as soon as nothing works on it. In any case not before its analysis and what follows have ended.
 */
export function dueAt({ state, purgeReason, purgeAfter, decidedAt, withdrawnAt }: Deadline): Date | null {
  const isOrdered = withdrawnAt !== null || (purgeReason !== null && purgeReason !== 'zero_retention')
  // Nobody decides on a failed or closed case, so nobody needs its media.
  if (isOrdered || state === 'failed' || state === 'closed') return null
  if (purgeAfter === null || state !== 'decided' || decidedAt === null) return purgeAfter
  const settled = addSeconds(decidedAt, undoSeconds)
  return settled < purgeAfter ? settled : purgeAfter
}

/** Whether that moment has come. */
export function isDue(deadline: Deadline, at: Date): boolean {
  const due = dueAt(deadline)
  return due === null || due <= at
}
