import { and, asc, count, eq, gt, lte, max, sql } from 'drizzle-orm'
import { z } from 'zod'
import { apiKeys } from '@/drizzle/schema/api-keys'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { cases } from '@/drizzle/schema/cases'
import { members } from '@/drizzle/schema/teams'
import { sealedEvents } from '@/drizzle/schema/trail'
import type { Actor } from '@/lib/access/actor'
import { withTeam } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { csvLine } from '@/lib/evidence/csv-line'
import { pseudonymOf } from '@/lib/evidence/pseudonym'
import { eventNames } from './event-names'
import { exportTrail } from './export-trail'
import { narrowTrail, TrailNarrowing } from './narrow-trail'
import { openFacts } from './open-facts'

/** Entries read in one transaction. */
const atOnce = 1_000

const Input = z.object({
  format: z.enum(['csv', 'jsonl']),
  narrowing: TrailNarrowing,
  /** The narrowing as the address spells it, for the trail; empty: all of it. */
  query: z.string().max(2000),
  /** CSV only: people's names beside their ids. Not for what leaves the team. */
  names: z.boolean().default(false),
})
type Input = z.input<typeof Input>

/** Writes into the trail that it is being exported, before anything of it leaves. Answers up to which entry it goes. */
const recordExport = command({
  permission: 'audit.export',
  input: Input,
  async run(tx, { format, narrowing, query }, actor) {
    const [found] = await tx
      .select({ entries: count(), last: max(auditEvents.id) })
      .from(auditEvents)
      .where(narrowTrail(actor.teamId, narrowing))
    const entries = found?.entries ?? 0
    return { result: { last: found?.last ?? 0 }, events: [{ type: 'trail.exported', format, entries, query }] }
  },
})

/**
 * The entries of the trail that a narrowing means, oldest first, as text that is made while it is sent: CSV for reading, or
 * JSON Lines that `docket-verify` checks (lib/audit/export-trail.ts). The export is itself an event. A trail that was tampered
 * with is exported as it is, for the verifier to name what is wrong. Throws DocketError `forbidden`.
 */
export async function* exportEntries(actor: Actor, given: Input): AsyncGenerator<string, undefined> {
  const { last } = await recordExport(actor, given)
  const { format, narrowing, query, names } = Input.parse(given)
  if (format === 'jsonl') yield* exportTrail(actor.teamId, query ? { where: narrowTrail(actor.teamId, narrowing) } : {})
  else yield* csvOf(actor.teamId, narrowing, { last, names })
}

const ofEntry = ['position', 'id', 'at', 'type', 'event', 'actor_kind', 'actor_id', 'channel', 'case', 'facts', 'leaf']
/** `actor` is whom bundles, statements and webhooks call the same, so that they can be read side by side. */
const columns = [...ofEntry, 'actor']

async function* csvOf(
  teamId: string,
  narrowing: TrailNarrowing,
  { last, names }: { last: number; names: boolean },
): AsyncGenerator<string, undefined> {
  // The mark by which spreadsheets know UTF-8.
  yield `\uFEFF${csvLine(names ? [...columns, 'actor_name'] : columns)}`
  for (let after = 0; ; ) {
    const rows = await readRows(teamId, narrowing, after, last)
    yield rows.map((row) => lineOf(teamId, row, names)).join('')
    const end = rows.at(-1)
    if (!end || rows.length < atOnce) return
    after = end.id
  }
}

type Row = Awaited<ReturnType<typeof readRows>>[number]

function lineOf(teamId: string, row: Row, names: boolean): string {
  return csvLine([
    row.position,
    row.uid,
    row.at.toISOString(),
    row.type,
    eventNames[row.type] ?? row.type,
    row.actorKind,
    row.actorId,
    row.channel,
    row.caseNumber,
    JSON.stringify(row.facts),
    row.leaf,
    pseudonymOf(teamId, { kind: row.actorKind, id: row.actorId }),
    ...(names ? [row.actorName] : []),
  ])
}

/** The next entries, with committed values put back, or `{"erased":true}` where they were erased. */
function readRows(teamId: string, narrowing: TrailNarrowing, after: number, last: number) {
  return withTeam(teamId, async (tx) => {
    const rows = await tx
      .select({
        id: auditEvents.id,
        uid: auditEvents.uid,
        at: auditEvents.at,
        type: auditEvents.type,
        actorKind: auditEvents.actorKind,
        actorId: auditEvents.actorId,
        actorName: sql<string | null>`coalesce(${members.name}, ${apiKeys.name})`,
        channel: auditEvents.channel,
        caseNumber: cases.number,
        facts: auditEvents.facts,
        position: sealedEvents.position,
        leaf: sql<string | null>`encode(coalesce(${sealedEvents.leaf}, ${auditEvents.leaf}), 'hex')`,
      })
      .from(auditEvents)
      .leftJoin(
        sealedEvents,
        and(eq(sealedEvents.teamId, auditEvents.teamId), eq(sealedEvents.eventId, auditEvents.id)),
      )
      .leftJoin(members, and(eq(auditEvents.actorKind, 'member'), eq(members.id, auditEvents.actorId)))
      .leftJoin(apiKeys, and(eq(apiKeys.teamId, auditEvents.teamId), eq(apiKeys.id, auditEvents.actorId)))
      .leftJoin(cases, and(eq(cases.teamId, auditEvents.teamId), eq(cases.id, auditEvents.caseId)))
      .where(and(narrowTrail(teamId, narrowing), gt(auditEvents.id, after), lte(auditEvents.id, last)))
      .orderBy(asc(auditEvents.id))
      .limit(atOnce)
    return openFacts(tx, teamId, rows)
  })
}
