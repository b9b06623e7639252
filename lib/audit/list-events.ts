import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { apiKeys } from '@/drizzle/schema/api-keys'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { cases } from '@/drizzle/schema/cases'
import { members } from '@/drizzle/schema/teams'
import { sealedEvents } from '@/drizzle/schema/trail'
import { query } from '@/lib/db/query'
import { narrowTrail, TrailNarrowing } from './narrow-trail'
import { openFacts } from './open-facts'
import { withProofs } from './with-proofs'

export const auditPageSize = 50

const Input = TrailNarrowing.extend({
  /** Only entries with a lower id: the last one of the page before. */
  before: z.number().int().positive().nullable().default(null),
  /** Only entries with a higher id: the first one of the page before, on the way back. */
  after: z.number().int().positive().nullable().default(null),
})

/** One page of the team's trail, newest first, each with what proves it, and whether there is more on either side. */
export const listEvents = query({
  permission: 'audit.read',
  input: Input,
  async run(tx, input, actor) {
    const { teamId } = actor
    const found = await tx
      .select({
        id: auditEvents.id,
        uid: auditEvents.uid,
        type: auditEvents.type,
        at: auditEvents.at,
        actorKind: auditEvents.actorKind,
        actorId: auditEvents.actorId,
        actorName: sql<string | null>`coalesce(${members.name}, ${apiKeys.name})`,
        channel: auditEvents.channel,
        caseId: auditEvents.caseId,
        caseNumber: cases.number,
        facts: auditEvents.facts,
        leaf: sql<string | null>`encode(coalesce(${sealedEvents.leaf}, ${auditEvents.leaf}), 'hex')`,
        /** Its place in the team's tree, from 0; null in the moment before it is sealed. */
        position: sealedEvents.position,
      })
      .from(auditEvents)
      .leftJoin(members, and(eq(auditEvents.actorKind, 'member'), eq(members.id, auditEvents.actorId)))
      .leftJoin(apiKeys, and(eq(apiKeys.teamId, auditEvents.teamId), eq(apiKeys.id, auditEvents.actorId)))
      .leftJoin(cases, and(eq(cases.teamId, auditEvents.teamId), eq(cases.id, auditEvents.caseId)))
      .leftJoin(
        sealedEvents,
        and(eq(sealedEvents.teamId, auditEvents.teamId), eq(sealedEvents.eventId, auditEvents.id)),
      )
      .where(
        and(
          narrowTrail(teamId, input),
          input.before ? lt(auditEvents.id, input.before) : undefined,
          input.after ? gt(auditEvents.id, input.after) : undefined,
        ),
      )
      .orderBy(input.after ? asc(auditEvents.id) : desc(auditEvents.id))
      .limit(auditPageSize + 1)
    const more = found.length > auditPageSize
    const proven = await withProofs(tx, teamId, found.slice(0, auditPageSize))
    const entries = await openFacts(tx, teamId, proven)
    // The entry one came from is on the other side.
    if (input.after) return { entries: entries.reverse(), hasNewer: more, hasOlder: true }
    return { entries, hasNewer: input.before !== null, hasOlder: more }
  },
})

export type AuditEntry = Awaited<ReturnType<typeof listEvents>>['entries'][number]
