'use server'

import { refresh } from 'next/cache'
import type { OwnPreferences } from '@/lib/desk/desk-rules'
import { setPreferences } from '@/lib/desk/set-preferences'
import { memberAction } from '@/lib/http/server-action'

/** Keeps one's own choices. */
export const savePreferencesAction = memberAction(async (member, input: OwnPreferences) => {
  const kept = await setPreferences(member, input)
  refresh()
  return kept
})
