'use server'

import { refresh } from 'next/cache'
import type { RuleDraft } from '@/components/routing/rule-draft'
import { memberAction } from '@/lib/http/server-action'
import { setRouting } from '@/lib/queues/set-routing'
import { whatIf } from '@/lib/queues/what-if'

/** Replaces the routing rules. */
export const setRoutingAction = memberAction(
  async (member, input: { rules: Omit<RuleDraft, 'key'>[]; seen: string[] }) => {
    const saved = await setRouting(member, input)
    refresh()
    return saved
  },
)

/** What rules would have done, and would do; changes nothing. */
export const whatIfAction = memberAction((member, input: { rules: Omit<RuleDraft, 'key' | 'id'>[]; days: number }) =>
  whatIf(member, input),
)
