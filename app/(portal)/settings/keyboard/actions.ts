'use server'

import { setKeys } from '@/lib/desk/set-keys'
import { memberAction } from '@/lib/http/server-action'

/** Keeps the member's own keys. */
export const setKeysAction = memberAction((member, input: { keys: Record<string, string> }) => setKeys(member, input))
