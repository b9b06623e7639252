import type { Actor } from '@/lib/access/actor'
import { actorId } from '@/lib/access/actor'
import { now } from '@/lib/clock'
import { DocketError } from '@/lib/errors'
import type { CaseRow } from './move-case'

/** Whether somebody else has the case, and has shown a sign of life in time. */
export function isHeldByOther(
  { state, claimedBy, claimedUntil }: Pick<CaseRow, 'state' | 'claimedBy' | 'claimedUntil'>,
  actor: Actor,
): boolean {
  if (state !== 'claimed' || claimedBy === actorId(actor)) return false
  return claimedUntil === null || claimedUntil > now()
}

/** Throws `conflict` when somebody else has the case; `lost` says what became of what was entered. */
export function assertNotHeld(found: CaseRow, actor: Actor, lost: string): void {
  if (!isHeldByOther(found, actor)) return
  throw new DocketError('conflict', `Someone else is working on case ${found.number}. ${lost}`)
}
