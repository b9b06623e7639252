import { z } from 'zod'
import { query } from '@/lib/db/query'
import { ownKeys } from './own-keys'

/** The actor's own keys, action to key; nothing for whoever has none. */
export const readKeys = query({
  permission: 'preference.set',
  input: z.object({}),
  run: async (tx, _input, actor) => (actor.kind === 'member' ? ownKeys(tx, actor) : {}),
})
