import { and, desc, eq, inArray, not, type SQL, sql } from 'drizzle-orm'
import { apiKeys } from '@/drizzle/schema/api-keys'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { members } from '@/drizzle/schema/teams'
import { lookTypes } from '@/lib/audit/looks'
import { openFacts } from '@/lib/audit/open-facts'
import type { Transaction } from '@/lib/db/client'

/** The latest of each that are shown: looks are many, and must not push out what happened. */
const mostEvents = 500
const mostLooks = 200

/** The case's own part of the trail, oldest first; everyone who may see the case may see it. */
export async function readTimeline(tx: Transaction, { teamId, caseId }: { teamId: string; caseId: string }) {
  const ofCase = and(eq(auditEvents.teamId, teamId), eq(auditEvents.caseId, caseId))
  const areLooks = inArray(auditEvents.type, [...lookTypes])
  const happened = await latest(tx, and(ofCase, not(areLooks)), mostEvents)
  const looks = await latest(tx, and(ofCase, areLooks), mostLooks)
  return openFacts(
    tx,
    teamId,
    [...happened, ...looks].sort((one, other) => one.id - other.id),
  )
}

function latest(tx: Transaction, which: SQL | undefined, most: number) {
  return tx
    .select({
      id: auditEvents.id,
      uid: auditEvents.uid,
      type: auditEvents.type,
      at: auditEvents.at,
      actorKind: auditEvents.actorKind,
      actorId: auditEvents.actorId,
      actorName: sql<string | null>`coalesce(${members.name}, ${apiKeys.name})`,
      channel: auditEvents.channel,
      facts: auditEvents.facts,
    })
    .from(auditEvents)
    .leftJoin(members, eq(members.id, auditEvents.actorId))
    .leftJoin(apiKeys, and(eq(apiKeys.teamId, auditEvents.teamId), eq(apiKeys.id, auditEvents.actorId)))
    .where(which)
    .orderBy(desc(auditEvents.id))
    .limit(most)
}
