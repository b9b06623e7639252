import crypto from 'node:crypto'
import { z } from 'zod'
import { apiKeys } from '@/drizzle/schema/api-keys'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { scopes } from './actor'
import { digest, randomToken } from './digest'

const Input = z.object({
  name: z.string().trim().min(1, 'a name by which to know the key').max(80, 'at most 80 characters'),
  scopes: z.array(z.enum(scopes)).min(1, 'at least one scope'),
})

/**
 * Makes a key of the Detect API. `key` is shown this once and cannot be read again.
 * Throws `conflict` when an unrevoked key has the name.
 */
export const createApiKey = command({
  permission: 'key.create',
  input: Input,
  async run(tx, input, actor) {
    const keyId = crypto.randomUUID()
    const key = `docket_${randomToken()}`
    const added = await tx
      .insert(apiKeys)
      .values({ id: keyId, teamId: actor.teamId, ...input, prefix: key.slice(0, 12), keyHash: digest(key) })
      .onConflictDoNothing()
      .returning({ id: apiKeys.id })
    if (added.length === 0) {
      throw new DocketError('conflict', `There is a key named “${input.name}” already. Choose another name.`, {
        fields: { name: ['is taken by another key'] },
      })
    }
    return { result: { keyId, key }, events: [{ type: 'key.created', keyId, name: input.name, scopes: input.scopes }] }
  },
})
