import { and, count, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { apiKeys } from '@/drizzle/schema/api-keys'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { cases } from '@/drizzle/schema/cases'
import { members } from '@/drizzle/schema/teams'
import { addSeconds, now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { countTargets } from './count-targets'
import { lookTypes } from './looks'
import { narrowTrail, type TrailFacet, TrailNarrowing } from './narrow-trail'

/** Counting stops here: a page must not wait for a trail of millions. */
export const mostCounted = 100_000
/** Cases offered, those with the most entries first. */
const mostOffered = 8

const day = 86_400

/**
 * How many entries each value of each facet would show beside what the other facets narrow, over the newest
 * `mostCounted` of them; `total`: all facets together.
 */
export const countEvents = query({
  permission: 'audit.read',
  input: TrailNarrowing,
  async run(tx, narrowing, actor) {
    const of = (except?: TrailFacet) => newest(tx, actor.teamId, narrowing, except)
    const [all] = await tx.select({ entries: count() }).from(of())
    const total = all?.entries ?? 0
    return {
      total,
      capped: total >= mostCounted,
      types: await countTypes(tx, of('types')),
      looks: await countLooks(tx, newest(tx, actor.teamId, { ...narrowing, looks: true }, 'types')),
      actors: await countActors(tx, actor.teamId, of('actors')),
      channels: await countChannels(tx, of('channels')),
      cases: await countCases(tx, actor.teamId, of('cases')),
      targets: await countTargets(tx, actor.teamId, of('about')),
      periods: await countPeriods(tx, of('period')),
    }
  },
})

export type TrailCounts = Awaited<ReturnType<typeof countEvents>>

function newest(tx: Transaction, teamId: string, narrowing: TrailNarrowing, except?: TrailFacet) {
  return tx
    .select({
      id: auditEvents.id,
      type: auditEvents.type,
      facts: auditEvents.facts,
      at: auditEvents.at,
      actorKind: auditEvents.actorKind,
      actorId: auditEvents.actorId,
      channel: auditEvents.channel,
      caseId: auditEvents.caseId,
    })
    .from(auditEvents)
    .where(narrowTrail(teamId, narrowing, except))
    .orderBy(desc(auditEvents.id))
    .limit(mostCounted)
    .as('newest')
}

type Newest = ReturnType<typeof newest>

function countTypes(tx: Transaction, of: Newest) {
  return tx.select({ type: of.type, entries: count() }).from(of).groupBy(of.type)
}

function countActors(tx: Transaction, teamId: string, of: Newest) {
  return tx
    .select({
      kind: of.actorKind,
      id: of.actorId,
      name: sql<string | null>`coalesce(${members.name}, ${apiKeys.name})`,
      entries: count(),
    })
    .from(of)
    .leftJoin(members, and(eq(of.actorKind, 'member'), eq(members.id, of.actorId)))
    .leftJoin(apiKeys, and(eq(apiKeys.teamId, teamId), eq(apiKeys.id, of.actorId)))
    .groupBy(of.actorKind, of.actorId, members.name, apiKeys.name)
    .orderBy(desc(count()))
    .limit(100)
}

function countChannels(tx: Transaction, of: Newest) {
  return tx.select({ channel: of.channel, entries: count() }).from(of).groupBy(of.channel)
}

function countCases(tx: Transaction, teamId: string, of: Newest) {
  return tx
    .select({ number: cases.number, entries: count() })
    .from(of)
    .innerJoin(cases, and(eq(cases.teamId, teamId), eq(cases.id, of.caseId)))
    .where(isNotNull(of.caseId))
    .groupBy(cases.number)
    .orderBy(desc(count()), desc(cases.number))
    .limit(mostOffered)
}

async function countLooks(tx: Transaction, of: Newest): Promise<number> {
  const [row] = await tx
    .select({ entries: count() })
    .from(of)
    .where(inArray(of.type, [...lookTypes]))
  return row?.entries ?? 0
}

/** Entries of the last 24 hours, 7 days and 30 days, and of all time. */
async function countPeriods(tx: Transaction, of: Newest) {
  const within = (days: number) =>
    sql<number>`count(*) filter (where ${of.at} >= ${addSeconds(now(), -days * day).toISOString()}::timestamptz)`.mapWith(
      Number,
    )
  const [row] = await tx.select({ day: within(1), week: within(7), month: within(30), ever: count() }).from(of)
  return row ?? { day: 0, week: 0, month: 0, ever: 0 }
}
