import { sql } from 'drizzle-orm'
import { trailCheckpoints } from '@/drizzle/schema/trail'
import type { Transaction } from '@/lib/db/client'
import { type EntryRow, entryText } from './entry'
import { leafHash } from './leaf-hash'

type Sealed = Omit<EntryRow, 'teamId'> & { leaf: string | null; position: number | null }

/** A signed statement that covers an entry: the first one that was made over a trail with the entry in it. */
export interface CoveringCheckpoint {
  size: number
  at: Date
  /** The root of the tree, base64. */
  root: string
}

export interface EntryProof {
  /** The canonical JSON that was hashed. */
  text: string
  /** Whether the hash of that text is the one that was kept; null for entries from before the trail was sealed. */
  matches: boolean | null
  /** Null until it is sealed. */
  checkpoint: CoveringCheckpoint | null
}

/** The same entries, facts still committed, each with its hashed bytes and the checkpoint that covers it. */
export async function withProofs<Entry extends Sealed>(
  tx: Transaction,
  teamId: string,
  entries: Entry[],
): Promise<(Entry & EntryProof)[]> {
  const positions = entries.flatMap(({ position }) => (position === null ? [] : [position]))
  const covering = await readCovering(tx, teamId, positions)
  return entries.map((entry) => {
    const text = entryText({ ...entry, teamId })
    return {
      ...entry,
      text,
      matches: entry.leaf === null ? null : leafHash(text).toString('hex') === entry.leaf,
      checkpoint: entry.position === null ? null : firstOver(covering, entry.position),
    }
  })
}

async function readCovering(tx: Transaction, teamId: string, positions: number[]): Promise<CoveringCheckpoint[]> {
  if (positions.length === 0) return []
  const found = await tx.execute<{ size: string; at: string; root: string }>(sql`
    select distinct c.size, c.created_at as at, encode(c.root, 'base64') as root
    from unnest(${`{${positions.join(',')}}`}::bigint[]) as wanted(position)
    cross join lateral (
      select * from ${trailCheckpoints} k where k.team_id = ${teamId} and k.size > wanted.position order by k.size limit 1
    ) c
    order by c.size`)
  return found.map(({ size, at, root }) => ({ size: Number(size), at: new Date(at), root }))
}

function firstOver(covering: CoveringCheckpoint[], position: number): CoveringCheckpoint | null {
  return covering.find(({ size }) => size > position) ?? null
}
