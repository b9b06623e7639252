import { toast } from 'sonner'
import { canCancel, isUnderWay } from '@/components/submit/submission'
import { submissionStore } from '@/components/submit/submission-store'
import type { ActionResult } from '@/lib/http/server-action'
import { arriveIn } from './team-tabs'
import { mayLeave } from './unsaved'

export type SwitchTeam = (input: { teamId: string }) => Promise<ActionResult<{ teamId: string }>>

/** Goes on in another of one's teams: its Home, loaded anew. Says why where that cannot be, and stays. Never rejects. */
export async function switchTo(send: SwitchTeam, teamId: string): Promise<void> {
  const busy = uploadsUnderWay()
  if (busy) toast.error(busy)
  if (busy || !mayLeave()) return
  const result = await send({ teamId }).catch(() => null)
  if (result?.ok) arriveIn(teamId)
  else toast.error(result?.message ?? 'Docket could not be reached. You are where you were; try again.')
}

/** Why nobody may leave the team just now; null: they may. What is on its way belongs to the team it was begun for. */
export function uploadsUnderWay(): string | null {
  const underWay = submissionStore.read().filter(isUnderWay)
  if (underWay.length === 0) return null
  const what = underWay.length === 1 ? 'One file is' : `${underWay.length} files are`
  const orCancel = underWay.some(canCancel) ? ', or cancel on Submit what is not being checked yet' : ''
  return `${what} still on the way to this team. Wait until that has ended${orCancel}.`
}

/** Why nobody leaves the team now: uploads under way, or a page that its user wants to save first. Asks them. */
export function whyStay(): string | null {
  return uploadsUnderWay() ?? (mayLeave() ? null : 'You stayed: this page has changes that are not saved yet.')
}
