'use server'

import { refresh } from 'next/cache'
import type { DeskSettings } from '@/lib/desk/desk-rules'
import { setDesk } from '@/lib/desk/set-desk'
import { memberAction } from '@/lib/http/server-action'

/** Keeps how the desk works for everybody. */
export const saveDeskAction = memberAction(async (member, input: DeskSettings) => {
  const kept = await setDesk(member, input)
  refresh()
  return kept
})
