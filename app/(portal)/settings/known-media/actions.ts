'use server'

import { refresh } from 'next/cache'
import { memberAction } from '@/lib/http/server-action'
import { changeEntry } from '@/lib/known/change-entry'
import { removeList } from '@/lib/known/remove-list'
import { switchMatching } from '@/lib/known/switch-matching'

/** Switches whether new media is matched with the team's decided cases. */
export const switchMatchingAction = memberAction(async (member, input: { matchCases: boolean }) => {
  const kept = await switchMatching(member, input)
  refresh()
  return kept
})

/** Removes a list with its entries. */
export const removeListAction = memberAction(async (member, input: { listId: string }) => {
  const gone = await removeList(member, input)
  refresh()
  return gone
})

/** Confirms, refutes or ends an entry. */
export const changeEntryAction = memberAction(
  async (member, input: { entryId: string; to: 'confirmed' | 'refuted' | 'expired'; reason?: string }) => {
    const changed = await changeEntry(member, input)
    refresh()
    return changed
  },
)
