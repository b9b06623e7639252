import { and, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { apiKeys } from '@/drizzle/schema/api-keys'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { members } from '@/drizzle/schema/teams'
import { trailCheckpoints, trailMirrors } from '@/drizzle/schema/trail'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import type { AuditEvent } from './events'

type Verified = Omit<Extract<AuditEvent, { type: 'trail.verified' }>, 'type'>

/** How the team's trail stands: its last checkpoint, when it was verified last and with which result, and its mirrors. */
export const readVerification = query({
  permission: 'audit.read',
  input: z.object({}),
  async run(tx, _input, { teamId }) {
    const [checkpoint] = await tx
      .select({ size: trailCheckpoints.size, at: trailCheckpoints.createdAt })
      .from(trailCheckpoints)
      .where(eq(trailCheckpoints.teamId, teamId))
      .orderBy(desc(trailCheckpoints.size))
      .limit(1)
    const { place, size, at, failure } = trailMirrors
    const mirrors = await tx
      .select({ place, size, at, failure })
      .from(trailMirrors)
      .where(eq(trailMirrors.teamId, teamId))
      .orderBy(place)
    return { checkpoint: checkpoint ?? null, last: await readLast(tx, teamId), mirrors }
  },
})

export type Verification = Awaited<ReturnType<typeof readVerification>>

async function readLast(tx: Transaction, teamId: string) {
  const [found] = await tx
    .select({
      at: auditEvents.at,
      actorKind: auditEvents.actorKind,
      actorName: sql<string | null>`coalesce(${members.name}, ${apiKeys.name})`,
      facts: auditEvents.facts,
    })
    .from(auditEvents)
    .leftJoin(members, eq(members.id, auditEvents.actorId))
    .leftJoin(apiKeys, and(eq(apiKeys.teamId, auditEvents.teamId), eq(apiKeys.id, auditEvents.actorId)))
    .where(and(eq(auditEvents.teamId, teamId), eq(auditEvents.type, 'trail.verified')))
    .orderBy(desc(auditEvents.id))
    .limit(1)
  if (!found) return null
  const { facts, ...last } = found
  return { ...last, ...(facts as unknown as Verified) }
}
