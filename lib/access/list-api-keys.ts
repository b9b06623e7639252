import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { apiKeys } from '@/drizzle/schema/api-keys'
import { query } from '@/lib/db/query'

/** The team's keys, newest first, revoked ones included; never the keys themselves. */
export const listApiKeys = query({
  permission: 'key.read',
  input: z.object({}),
  run: (tx, _input, actor) =>
    tx
      .select({
        keyId: apiKeys.id,
        name: apiKeys.name,
        prefix: apiKeys.prefix,
        scopes: apiKeys.scopes,
        createdAt: apiKeys.createdAt,
        lastUsedAt: apiKeys.lastUsedAt,
        revokedAt: apiKeys.revokedAt,
      })
      .from(apiKeys)
      .where(eq(apiKeys.teamId, actor.teamId))
      .orderBy(desc(apiKeys.createdAt)),
})

export type TeamApiKey = Awaited<ReturnType<typeof listApiKeys>>[number]
