import { desc, eq, max, sql } from 'drizzle-orm'
import { sealedEvents, trailCheckpoints, trailHeads } from '@/drizzle/schema/trail'
import type { Transaction } from '@/lib/db/client'
import { checkSignature, noPrevious, noteHash, parseCheckpoint } from './checkpoint'
import { readTree } from './inclusion'
import { hashBytes } from './leaf-hash'
import { rootOf, type Tree } from './merkle'
import { acceptedKeys } from './signing-key'

/** Where a team's trail stands: its tree, and up to where its events are sealed, in the order of their transactions. */
export interface Head {
  tree: Tree
  lastTxid: number
  lastEventId: number
  /** The hash of the last checkpoint's note; `noPrevious` before the first. */
  previous: string
}

/** A trail that must not be signed again: what is there does not continue what was signed last. */
export class SealRefused extends Error {
  constructor(teamId: string, what: string) {
    super(`The trail of the team ${teamId} cannot be sealed: ${what} Verify it: npm run docket -- trail verify`)
    this.name = 'SealRefused'
  }
}

/**
 * Reads where a team's trail stands, and rebuilds it from the sealed rows where the note of it is lost or of another time.
 * Throws SealRefused where those do not fit the last checkpoint either.
 */
export async function readHead(tx: Transaction, teamId: string): Promise<Head> {
  const last = await readLast(tx, teamId)
  const [count] = await tx
    .select({ last: max(sealedEvents.position) })
    .from(sealedEvents)
    .where(eq(sealedEvents.teamId, teamId))
  const size = (count?.last ?? -1) + 1
  const [kept] = await tx.select().from(trailHeads).where(eq(trailHeads.teamId, teamId))
  if (kept?.size === size) {
    const tree = { size, peaks: cutPeaks(kept.peaks) }
    const { lastTxid, lastEventId } = kept
    if (fits(tree, last)) return { tree, lastTxid, lastEventId, previous: last.previous }
  }
  const tree = await rebuildTree(tx, teamId, size)
  if (!fits(tree, last)) throw new SealRefused(teamId, 'what was sealed is not what the last checkpoint says.')
  // Which of the events are sealed is not known any more: all of them are looked through.
  const lastTxid = size === 0 ? 0 : Number.MAX_SAFE_INTEGER
  return { tree, lastTxid, lastEventId: 0, previous: last.previous }
}

/** Keeps where a team's trail stands. */
export async function keepHead(tx: Transaction, teamId: string, { tree, ...cursor }: Head): Promise<void> {
  const kept = {
    size: tree.size,
    peaks: Buffer.concat(tree.peaks),
    lastTxid: cursor.lastTxid,
    lastEventId: cursor.lastEventId,
  }
  await tx
    .insert(trailHeads)
    .values({ teamId, ...kept })
    .onConflictDoUpdate({ target: trailHeads.teamId, set: kept })
}

/** Whether the counter of the transactions stands below the head's: the database was restored on another server. */
export async function isFromElsewhere(tx: Transaction, { lastTxid }: Head): Promise<boolean> {
  const [row] = await tx.execute<{ next: string }>(sql`select pg_snapshot_xmax(pg_current_snapshot())::text as next`)
  return lastTxid >= Number(row?.next)
}

interface Last {
  size: number
  root: Buffer | null
  previous: string
}

async function readLast(tx: Transaction, teamId: string): Promise<Last> {
  const [row] = await tx
    .select()
    .from(trailCheckpoints)
    .where(eq(trailCheckpoints.teamId, teamId))
    .orderBy(desc(trailCheckpoints.size))
    .limit(1)
  if (!row) return { size: 0, root: null, previous: noPrevious }
  const note = parseCheckpoint(row.note)
  if (note?.teamId !== teamId || note.size !== row.size || !note.root.equals(row.root)) {
    throw new SealRefused(teamId, `its checkpoint of ${row.size} entries was changed.`)
  }
  if (checkSignature(note, acceptedKeys()) === 'wrong') {
    throw new SealRefused(teamId, `the signature of its checkpoint of ${row.size} entries is wrong.`)
  }
  return { size: row.size, root: row.root, previous: noteHash(row.note) }
}

function fits(tree: Tree, last: Last): boolean {
  return tree.size === last.size && (last.root === null || rootOf(tree).equals(last.root))
}

async function rebuildTree(tx: Transaction, teamId: string, size: number): Promise<Tree> {
  try {
    return await (await readTree(tx, teamId, size)).grown(tx)
  } catch (error) {
    if (error instanceof RangeError) throw new SealRefused(teamId, 'sealed entries are missing.')
    throw error
  }
}

function cutPeaks(peaks: Buffer): Buffer[] {
  return Array.from({ length: peaks.length / hashBytes }, (_, at) =>
    peaks.subarray(at * hashBytes, (at + 1) * hashBytes),
  )
}
