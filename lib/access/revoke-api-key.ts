import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { apiKeys } from '@/drizzle/schema/api-keys'
import { now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { notFound } from '@/lib/errors'

/** Ends a key: its next request is refused. Throws `not_found` when there is no such unrevoked key. */
export const revokeApiKey = command({
  permission: 'key.revoke',
  input: z.object({ keyId: z.uuid() }),
  async run(tx, { keyId }, actor) {
    const [key] = await tx
      .update(apiKeys)
      .set({ revokedAt: now() })
      .where(and(eq(apiKeys.teamId, actor.teamId), eq(apiKeys.id, keyId), isNull(apiKeys.revokedAt)))
      .returning({ name: apiKeys.name })
    if (!key) throw notFound('API key')
    return { result: { keyId }, events: [{ type: 'key.revoked', keyId, name: key.name }] }
  },
})
