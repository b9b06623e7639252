import { and, asc, eq, gte, lt } from 'drizzle-orm'
import { sealedEvents, trailTiles } from '@/drizzle/schema/trail'
import type { Transaction } from '@/lib/db/client'
import { nodeHash } from './leaf-hash'
import { peakRanges, proofRanges, splitOf, type Tree, tileSize } from './merkle'

/**
 * The hashes that prove the entry at `position` to be in the team's tree of that size, from the leaf upwards (RFC 6962,
 * section 2.1.1). Throws RangeError unless position < size and the tree has grown as far.
 */
export async function proveInclusion(
  tx: Transaction,
  teamId: string,
  position: number,
  size: number,
): Promise<Buffer[]> {
  return (await readTree(tx, teamId, size)).prove(tx, position)
}

/** A team's tree of one size, for many proofs: it reads a tile's leaves only where a proof needs them. */
export interface KnownTree {
  prove(tx: Transaction, position: number): Promise<Buffer[]>
  /** The tree's peaks: what a sealer grows further. */
  grown(tx: Transaction): Promise<Tree>
}

/** Opens a team's tree of that size. `prove` throws RangeError for a position outside of it. */
export async function readTree(tx: Transaction, teamId: string, size: number): Promise<KnownTree> {
  const tiles = await readTiles(tx, teamId)
  const known = new Map<string, Buffer>()
  // Two at a time: the one a proof is about, and the last, which is not complete.
  const leavesOf = recent((tx, tile) => readLeaves(tx, teamId, tile))

  async function hashOf(tx: Transaction, start: number, end: number): Promise<Buffer> {
    const tile = tiles.get(start / tileSize)
    if (end - start === tileSize && tile) return tile
    if (end - start === 1) return leafAt(await leavesOf(tx, Math.floor(start / tileSize)), start)
    const name = `${start}-${end}`
    const before = known.get(name)
    if (before) return before
    const middle = splitOf(start, end)
    const hash = nodeHash(await hashOf(tx, start, middle), await hashOf(tx, middle, end))
    if (end - start > tileSize) known.set(name, hash)
    return hash
  }

  async function hashesOf(tx: Transaction, ranges: [number, number][]): Promise<Buffer[]> {
    const hashes: Buffer[] = []
    for (const [start, end] of ranges) hashes.push(await hashOf(tx, start, end))
    return hashes
  }

  return {
    async prove(tx, position) {
      if (position < 0 || position >= size) throw new RangeError(`a tree of ${size} has no entry ${position}`)
      return hashesOf(tx, proofRanges(position, size))
    },
    async grown(tx) {
      return { size, peaks: await hashesOf(tx, peakRanges(size)) }
    },
  }
}

async function readTiles(tx: Transaction, teamId: string): Promise<Map<number, Buffer>> {
  const rows = await tx
    .select({ index: trailTiles.index, hash: trailTiles.hash })
    .from(trailTiles)
    .where(eq(trailTiles.teamId, teamId))
  return new Map(rows.map(({ index, hash }) => [index, hash]))
}

async function readLeaves(tx: Transaction, teamId: string, tile: number): Promise<Map<number, Buffer>> {
  const rows = await tx
    .select({ position: sealedEvents.position, leaf: sealedEvents.leaf })
    .from(sealedEvents)
    .where(
      and(
        eq(sealedEvents.teamId, teamId),
        gte(sealedEvents.position, tile * tileSize),
        lt(sealedEvents.position, (tile + 1) * tileSize),
      ),
    )
    .orderBy(asc(sealedEvents.position))
  return new Map(rows.map(({ position, leaf }) => [position, leaf]))
}

function leafAt(leaves: Map<number, Buffer>, position: number): Buffer {
  const leaf = leaves.get(position)
  if (!leaf) throw new RangeError(`the trail has no entry ${position}`)
  return leaf
}

/** Remembers what was read last for two keys. */
function recent<T>(read: (tx: Transaction, key: number) => Promise<T>): typeof read {
  const kept = new Map<number, T>()
  return async (tx, key) => {
    const value = kept.get(key) ?? (await read(tx, key))
    kept.delete(key)
    const [oldest] = kept.keys()
    if (kept.size > 1 && oldest !== undefined) kept.delete(oldest)
    kept.set(key, value)
    return value
  }
}
