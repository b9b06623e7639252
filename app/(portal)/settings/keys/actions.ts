'use server'

import { refresh } from 'next/cache'
import type { Scope } from '@/lib/access/actor'
import { createApiKey } from '@/lib/access/create-api-key'
import { revokeApiKey } from '@/lib/access/revoke-api-key'
import { memberAction } from '@/lib/http/server-action'

/** Makes a key of the Detect API; the key itself is in this answer and nowhere else. */
export const createKeyAction = memberAction(async (member, input: { name: string; scopes: Scope[] }) => {
  const made = await createApiKey(member, input)
  refresh()
  return made
})

/** Ends a key. */
export const revokeKeyAction = memberAction(async (member, input: { keyId: string }) => {
  const ended = await revokeApiKey(member, input)
  refresh()
  return ended
})
