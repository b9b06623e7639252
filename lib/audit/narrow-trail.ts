import { and, eq, gte, inArray, lt, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { cases } from '@/drizzle/schema/cases'
import { eventNames } from './event-names'
import type { AuditEventType } from './events'
import { lookTypes } from './looks'

export const channels = ['portal', 'api', 'worker', 'cli'] as const

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
/** Who did it, as addresses spell it: `member:UUID`, `api-key:UUID`, `worker`, `operator` or `visitor`. */
export const actorPattern = new RegExp(`^(?:(?:member|api-key):${uuid}|worker|operator|visitor)$`)

/** Which part of a team's trail is meant; values of one facet are alternatives, facets narrow each other. */
export const TrailNarrowing = z.object({
  types: z.array(z.enum(Object.keys(eventNames) as [AuditEventType, ...AuditEventType[]])).default([]),
  actors: z.array(z.string().regex(actorPattern)).max(100).default([]),
  channels: z.array(z.enum(channels)).default([]),
  caseNumber: z.number().int().positive().nullable().default(null),
  since: z.date().nullable().default(null),
  until: z.date().nullable().default(null),
  /** The id of what entries are about: a queue, a policy, a member, a key, a webhook, a detection … whatever a fact names. */
  aboutId: z.uuid().nullable().default(null),
  /** One entry, by its own id. */
  entryId: z.uuid().nullable().default(null),
  /** Without it, nobody's looks at cases and media. */
  looks: z.boolean().default(true),
})
export type TrailNarrowing = z.output<typeof TrailNarrowing>
export type TrailFacet = 'types' | 'actors' | 'channels' | 'cases' | 'about' | 'period'

/** The condition on `audit_events` that a narrowing means, without that of one facet where its own values are counted. */
export function narrowTrail(teamId: string, narrowing: TrailNarrowing, except?: TrailFacet): SQL | undefined {
  const { types, actors, channels, caseNumber, aboutId, since, until, entryId, looks } = narrowing
  return and(
    eq(auditEvents.teamId, teamId),
    except !== 'types' && types.length > 0 ? inArray(auditEvents.type, types) : undefined,
    entryId === null ? undefined : eq(auditEvents.uid, entryId),
    except !== 'about' && aboutId !== null ? isAbout(aboutId) : undefined,
    looks ? undefined : notInArray(auditEvents.type, [...lookTypes]),
    except !== 'actors' && actors.length > 0 ? or(...actors.map(byActor)) : undefined,
    except !== 'channels' && channels.length > 0 ? inArray(auditEvents.channel, channels) : undefined,
    except !== 'cases' && caseNumber !== null ? ofCase(teamId, caseNumber) : undefined,
    except !== 'period' && since ? gte(auditEvents.at, since) : undefined,
    except !== 'period' && until ? lt(auditEvents.at, until) : undefined,
  )
}

function byActor(actor: string): SQL | undefined {
  const [kind, id] = actor.split(':')
  return and(sql`${auditEvents.actorKind} = ${kind}`, id === undefined ? undefined : eq(auditEvents.actorId, id))
}

function isAbout(id: string): SQL {
  return sql`exists (select 1 from jsonb_each_text(${auditEvents.facts}) fact where fact.value = ${id})`
}

function ofCase(teamId: string, number: number): SQL {
  return sql`${auditEvents.caseId} = (
    select ${cases.id} from ${cases} where ${cases.teamId} = ${teamId} and ${cases.number} = ${number})`
}
