'use client'

import { createContext, useContext } from 'react'
import type { Permission } from '@/lib/access/permissions'
import type { ActionResult } from '@/lib/http/server-action'
import type { ProveThen } from './prove-then'

export interface StepUp {
  provedThen: ProveThen
  /** Whether what the permission allows can be done now, or is to be asked for first. */
  assertProved(input: { permission: Permission }): Promise<ActionResult<unknown>>
}

/** Around the pages before a sign-in there is nobody to ask: the server's sentence is told there like any other. */
export const StepUpContext = createContext<StepUp>({
  provedThen: async (act) => {
    const result = await act()
    return result.ok ? result : { ok: false, message: result.message, ...(result.fields && { fields: result.fields }) }
  },
  assertProved: async () => ({ ok: true, data: null }),
})

/**
 * Every act on the server that may be sensitive goes through this: it opens the dialog where one is to confirm who one is,
 * and does the act then. See `turnedBack` for whoever closes it.
 */
export function useStepUp(): ProveThen {
  return useContext(StepUpContext).provedThen
}
