import { setTimeout as pause } from 'node:timers/promises'
import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { sealedEvents, trailCheckpoints, trailTiles } from '@/drizzle/schema/trail'
import { database, type Transaction, withTeam } from '@/lib/db/client'
import { signCheckpoint } from './checkpoint'
import { entryLeaf } from './entry'
import { hashBytes } from './leaf-hash'
import { growTree, rootOf, tileSize } from './merkle'
import { signingKey } from './signing-key'
import { type Head, isFromElsewhere, keepHead, readHead } from './trail-head'

/** Events sealed by one transaction and signed by one checkpoint. */
const atOnce = 4_096

/** Any number that no other program on the same database locks with; the second half is the team's. */
const sealLock = 7_270_416

/** The teams that have events to seal. Cheap: a probe of an index for each team, and no transaction number is used up. */
export async function teamsToSeal(): Promise<string[]> {
  const rows = await database().execute<{ id: string }>(sql`select teams_to_seal() as id`)
  return rows.map(({ id }) => id)
}

/**
 * Seals all events of a team that can be sealed: gives them their positions, extends the tree and signs a checkpoint for each
 * batch. Where somebody else is at it already, it waits for them and seals what they left. Answers how many it sealed.
 * Throws SealRefused when the trail is broken in a way that it must not be signed again.
 */
export async function sealTrail(teamId: string): Promise<number> {
  let sealed = 0
  for (;;) {
    const batch = await withTeam(teamId, (tx) => sealBatch(tx, teamId))
    sealed += batch.sealed
    if (batch.isLast) return sealed
  }
}

/**
 * The same, once nothing that was committed before has to wait for a transaction that is still open; after so many milliseconds
 * it seals what it may.
 */
export async function sealAll(teamId: string, milliseconds = 2_000): Promise<number> {
  const until = performance.now() + milliseconds
  while (performance.now() < until && (await withTeam(teamId, (tx) => hasUnsettled(tx, teamId)))) await pause(20)
  return sealTrail(teamId)
}

async function sealBatch(tx: Transaction, teamId: string): Promise<{ sealed: number; isLast: boolean }> {
  await tx.execute(sql`select pg_advisory_xact_lock(${sealLock}, hashtext(${teamId}))`)
  const head = await readHead(tx, teamId)
  const elsewhere = await isFromElsewhere(tx, head)
  const horizon = await readHorizon(tx)
  const rows = await readUnsealed(tx, teamId, head, { horizon, wholly: elsewhere })
  const last = rows.at(-1)
  const isLast = rows.length < atOnce
  if (!last && !elsewhere) return { sealed: 0, isLast }
  if (rows.length > 0) await append(tx, teamId, head, rows)
  // All below the horizon is there for good: what comes later has a higher number.
  const cursor = isLast
    ? { lastTxid: horizon - 1, lastEventId: Number.MAX_SAFE_INTEGER }
    : elsewhere
      ? { lastTxid: head.lastTxid, lastEventId: head.lastEventId }
      : { lastTxid: last?.txid ?? 0, lastEventId: last?.id ?? 0 }
  await keepHead(tx, teamId, { ...head, ...cursor })
  return { sealed: rows.length, isLast }
}

interface Unsealed {
  id: number
  txid: number
  leaf: Buffer
}

/** The oldest transaction that may still be open: whatever has a lower number was committed or never will be. */
async function readHorizon(tx: Transaction): Promise<number> {
  const [row] = await tx.execute<{ oldest: string }>(
    sql`select pg_snapshot_xmin(pg_current_snapshot())::text as oldest`,
  )
  return Number(row?.oldest)
}

/** Whether there are events that came after a transaction which is still open. */
async function hasUnsettled(tx: Transaction, teamId: string): Promise<boolean> {
  const [row] = await tx.execute<{ found: boolean }>(sql`
    select exists (select 1 from ${auditEvents} e where e.team_id = ${teamId}
      and e.txid >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint
      and e.txid < pg_snapshot_xmax(pg_current_snapshot())::text::bigint) as found`)
  return row?.found === true
}

/**
 * The next events in the order of their transactions: after the cursor, or `wholly`, wherever they stand. A number that this
 * server has not given yet is another server's, whose transactions are over.
 */
async function readUnsealed(
  tx: Transaction,
  teamId: string,
  { tree, ...cursor }: Head,
  { horizon, wholly }: { horizon: number; wholly: boolean },
): Promise<Unsealed[]> {
  const { txid, id } = auditEvents
  const ofElsewhere = sql`${txid} >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint`
  const settled = sql`${txid} < ${horizon}`
  const after = sql`(${txid}, ${id}) > (${cursor.lastTxid}, ${cursor.lastEventId})`
  const rows = await tx
    .select({ id: auditEvents.id, txid: auditEvents.txid, leaf: auditEvents.leaf })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.teamId, teamId),
        wholly ? undefined : after,
        wholly || tree.size === 0 ? or(settled, ofElsewhere) : settled,
        // Not “not exists”: that may be planned as a join with all that was ever sealed.
        sql`(select true from ${sealedEvents} s where s.team_id = ${auditEvents.teamId}
          and s.event_id = ${id} limit 1) is null`,
      ),
    )
    .orderBy(auditEvents.txid, auditEvents.id)
    .limit(atOnce)
  const bare = rows.filter(({ leaf }) => leaf?.length !== hashBytes).map(({ id }) => id)
  const hashed = await hashOld(tx, teamId, bare)
  return rows.flatMap(({ id, txid, leaf: written }) => {
    const leaf = hashed.get(id) ?? written
    return leaf ? [{ id, txid, leaf }] : []
  })
}

/** Leaf hashes of events from before the trail was sealed, and of such as were put in by hand without one. */
async function hashOld(tx: Transaction, teamId: string, ids: number[]): Promise<Map<number, Buffer>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.teamId, teamId), inArray(auditEvents.id, ids)))
  return new Map(rows.map((row) => [row.id, entryLeaf(row)]))
}

async function append(tx: Transaction, teamId: string, head: Head, rows: Unsealed[]): Promise<void> {
  const { tree } = head
  const from = tree.size
  const tiles: { teamId: string; index: number; hash: Buffer }[] = []
  for (const { leaf } of rows) {
    const hash = growTree(tree, leaf)
    if (hash) tiles.push({ teamId, index: tree.size / tileSize - 1, hash })
  }
  const ids = rows.map(({ id }) => id).join(',')
  const leaves = Buffer.concat(rows.map(({ leaf }) => leaf)).toString('hex')
  // Two parameters for thousands of rows.
  await tx.execute(sql`
    insert into ${sealedEvents} (team_id, position, event_id, leaf)
    select ${teamId}::uuid, ${from}::bigint + e.n - 1, e.id, substring(l.leaves from ((e.n - 1) * 32 + 1)::int for 32)
    from unnest(string_to_array(${ids}, ',')::bigint[]) with ordinality as e(id, n),
      (select decode(${leaves}, 'hex') as leaves) l`)
  if (tiles.length > 0) await tx.insert(trailTiles).values(tiles)
  const root = rootOf(tree)
  const note = signCheckpoint({ teamId, size: tree.size, root, previous: head.previous }, signingKey())
  await tx.insert(trailCheckpoints).values({ teamId, size: tree.size, root, note })
}
