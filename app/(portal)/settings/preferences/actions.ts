'use server'

import { refresh } from 'next/cache'
import type { OwnPreferences } from '@/lib/desk/desk-rules'
import { setOwnQueues } from '@/lib/desk/set-own-queues'
import { setPreferences } from '@/lib/desk/set-preferences'
import { memberAction } from '@/lib/http/server-action'

/** Keeps one's own choices. */
export const savePreferencesAction = memberAction(async (member, input: OwnPreferences) => {
  const kept = await setPreferences(member, input)
  refresh()
  return kept
})

/** Keeps the queues one works in. */
export const saveOwnQueuesAction = memberAction(async (member, input: { queueIds: string[] }) => {
  const kept = await setOwnQueues(member, input)
  refresh()
  return kept
})
