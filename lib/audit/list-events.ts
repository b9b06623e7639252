import { and, asc, desc, eq, gt, gte, inArray, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { apiKeys } from '@/drizzle/schema/api-keys'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { cases } from '@/drizzle/schema/cases'
import { members } from '@/drizzle/schema/teams'
import { query } from '@/lib/db/query'
import { type AuditEventType, eventNames } from './events'

export const auditPageSize = 50

const Input = z.object({
  types: z.array(z.enum(Object.keys(eventNames) as [AuditEventType, ...AuditEventType[]])).default([]),
  memberId: z.uuid().nullable().default(null),
  caseNumber: z.number().int().positive().nullable().default(null),
  since: z.date().nullable().default(null),
  until: z.date().nullable().default(null),
  /** Only entries with a lower id: the last one of the page before. */
  before: z.number().int().positive().nullable().default(null),
  /** Only entries with a higher id: the first one of the page before, on the way back. */
  after: z.number().int().positive().nullable().default(null),
})

/** One page of the team's trail, newest first, and whether there is more on either side. */
export const listEvents = query({
  permission: 'audit.read',
  input: Input,
  async run(tx, input, actor) {
    const found = await tx
      .select({
        id: auditEvents.id,
        type: auditEvents.type,
        at: auditEvents.at,
        actorKind: auditEvents.actorKind,
        actorName: sql<string | null>`coalesce(${members.name}, ${apiKeys.name})`,
        channel: auditEvents.channel,
        caseNumber: cases.number,
        facts: auditEvents.facts,
      })
      .from(auditEvents)
      .leftJoin(members, eq(members.id, auditEvents.actorId))
      .leftJoin(apiKeys, and(eq(apiKeys.teamId, auditEvents.teamId), eq(apiKeys.id, auditEvents.actorId)))
      .leftJoin(cases, and(eq(cases.teamId, auditEvents.teamId), eq(cases.id, auditEvents.caseId)))
      .where(
        and(
          eq(auditEvents.teamId, actor.teamId),
          input.types.length > 0 ? inArray(auditEvents.type, input.types) : undefined,
          input.memberId ? eq(auditEvents.actorId, input.memberId) : undefined,
          input.caseNumber ? eq(cases.number, input.caseNumber) : undefined,
          input.since ? gte(auditEvents.at, input.since) : undefined,
          input.until ? lt(auditEvents.at, input.until) : undefined,
          input.before ? lt(auditEvents.id, input.before) : undefined,
          input.after ? gt(auditEvents.id, input.after) : undefined,
        ),
      )
      .orderBy(input.after ? asc(auditEvents.id) : desc(auditEvents.id))
      .limit(auditPageSize + 1)
    const more = found.length > auditPageSize
    const entries = found.slice(0, auditPageSize)
    // The entry one came from is on the other side.
    if (input.after) return { entries: entries.reverse(), hasNewer: more, hasOlder: true }
    return { entries, hasNewer: input.before !== null, hasOlder: more }
  },
})

export type AuditEntry = Awaited<ReturnType<typeof listEvents>>['entries'][number]
