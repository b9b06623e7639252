'use server'

import { refresh } from 'next/cache'
import type { RetentionRules } from '@/lib/audit/events'
import { memberAction } from '@/lib/http/server-action'
import { setRules } from '@/lib/retention/set-rules'

/** Keeps what the team says about media that must not be kept. */
export const saveRulesAction = memberAction(async (member, input: RetentionRules) => {
  const kept = await setRules(member, input)
  refresh()
  return kept
})
