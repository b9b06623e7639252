import { and, asc, eq, gt } from 'drizzle-orm'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { sealedEvents, trailHeads, trailTiles } from '@/drizzle/schema/trail'
import type { Transaction } from '@/lib/db/client'
import { entryLeaf } from './entry'
import { checkpointInspector, readCheckpoints } from './inspect-checkpoints'
import { hashBytes } from './leaf-hash'
import { growTree, rootOf, type Tree, tileSize } from './merkle'
import type { ProblemList } from './trail-problem'

/** Entries read at a time. */
const atOnce = 5_000

/**
 * Goes through a team's sealed entries from the first: each has its event, whose bytes still have the hash that was sealed;
 * the tree over them has the tiles, the checkpoints' roots and the head that are kept.
 */
export async function inspectEntries(
  tx: Transaction,
  teamId: string,
  problems: ProblemList,
  onProgress?: (entries: number) => void,
): Promise<{ entries: number; checkpoints: number }> {
  const walk = await startWalk(tx, teamId, problems)
  for (let after = -1; ; ) {
    const rows = await readEntries(tx, teamId, after)
    const last = rows.at(-1)
    if (!last) break
    for (const note of await readCheckpoints(tx, teamId, { after: after + 1, until: last.position + 1 })) walk.see(note)
    for (const row of rows) walk.take(row)
    after = last.position
    onProgress?.(walk.tree.size)
  }
  const beyond = await readCheckpoints(tx, teamId, { after: walk.next(), until: Number.MAX_SAFE_INTEGER })
  for (const note of beyond) walk.see(note)
  walk.end(beyond)
  await inspectHead(tx, teamId, walk.tree, problems)
  return { entries: walk.tree.size, checkpoints: walk.checkpoints() }
}

type Row = Awaited<ReturnType<typeof readEntries>>[number]
type Note = Awaited<ReturnType<typeof readCheckpoints>>[number]

async function startWalk(tx: Transaction, teamId: string, problems: ProblemList) {
  const tiles = await readTiles(tx, teamId)
  const inspectNote = checkpointInspector(teamId, problems)
  const roots = new Map<number, Buffer>()
  const tree: Tree = { size: 0, peaks: [] }
  let [next, checkpoints, signed, hashed, whole] = [0, 0, 0, false, true]

  function place(position: number): void {
    if (position > next) {
      problems.add('position_missing', `${entries(next, position)} missing: their places were removed.`, {
        position: next,
      })
      whole = false
    } else if (position < next) {
      problems.add('position_repeated', `Entry ${position} is there more than once.`, { position })
      whole = false
    }
    next = position + 1
  }

  function compare({ position, leaf, event }: Row): void {
    if (!event) {
      problems.add('entry_missing', `Entry ${position} was sealed, but its event was removed.`, { position })
      return
    }
    const about = { position, entryId: event.uid }
    if (!entryLeaf(event).equals(leaf)) {
      problems.add('entry_changed', `Entry ${position} (${event.type}) is not what was sealed: it was changed.`, about)
    } else if (event.leaf ? !event.leaf.equals(leaf) : hashed) {
      problems.add(
        'entry_unhashed',
        `Entry ${position} (${event.type}) does not have the hash that Docket writes with every event: it was put in by hand.`,
        about,
      )
    }
    hashed ||= event.leaf !== null
  }

  function grow({ leaf }: Row): void {
    const tile = growTree(tree, leaf)
    const index = tree.size / tileSize - 1
    if (tile && whole && !tiles.get(index)?.equals(tile)) {
      const from = tree.size - tileSize
      problems.add('tile_wrong', `${entries(from, tree.size)} not what was kept of them as a whole.`, {
        position: from,
      })
    }
    const root = roots.get(tree.size)
    if (root) roots.delete(tree.size)
    if (!root || !whole) return
    if (root.equals(rootOf(tree))) signed = tree.size
    else {
      problems.add(
        'root_wrong',
        `${entries(signed, tree.size)} not what the checkpoint of ${tree.size} entries was signed over.`,
        { position: signed, checkpoint: tree.size },
      )
      // Every later root is another one as well: the first says it all.
      whole = false
    }
  }

  return {
    tree,
    next: () => next,
    checkpoints: () => checkpoints,
    see(note: Note) {
      checkpoints += 1
      inspectNote(note)
      roots.set(note.size, note.root)
    },
    take(row: Row) {
      place(row.position)
      compare(row)
      grow(row)
    },
    end(beyond: Note[]) {
      const last = beyond.at(-1)
      if (last) {
        problems.add(
          'cut_off',
          `A checkpoint was signed over ${last.size} entries, but the trail ends after ${next}.`,
          {
            position: next,
            checkpoint: last.size,
          },
        )
      } else if (whole && signed < next) {
        problems.add('not_signed', `${entries(signed, next)} under no checkpoint: those over them were removed.`, {
          position: signed,
        })
      }
    },
  }
}

function entries(from: number, until: number): string {
  return until - from === 1 ? `Entry ${from} is` : `Entries ${from} to ${until - 1} are`
}

function readEntries(tx: Transaction, teamId: string, after: number) {
  return tx
    .select({ position: sealedEvents.position, leaf: sealedEvents.leaf, event: auditEvents })
    .from(sealedEvents)
    .leftJoin(auditEvents, and(eq(auditEvents.teamId, sealedEvents.teamId), eq(auditEvents.id, sealedEvents.eventId)))
    .where(and(eq(sealedEvents.teamId, teamId), gt(sealedEvents.position, after)))
    .orderBy(asc(sealedEvents.position))
    .limit(atOnce)
}

async function readTiles(tx: Transaction, teamId: string): Promise<Map<number, Buffer>> {
  const rows = await tx.select().from(trailTiles).where(eq(trailTiles.teamId, teamId))
  return new Map(rows.map(({ index, hash }) => [index, hash]))
}

/** The sealer's own note: wrong, it would make the sealer pass over events or refuse. */
async function inspectHead(tx: Transaction, teamId: string, tree: Tree, problems: ProblemList): Promise<void> {
  const [head] = await tx.select().from(trailHeads).where(eq(trailHeads.teamId, teamId))
  if (!head && tree.size === 0) return
  const peaks = Buffer.concat(tree.peaks)
  if (head?.size === tree.size && head.peaks.length % hashBytes === 0 && head.peaks.equals(peaks)) return
  problems.add('head_wrong', 'The note of where the trail stands is missing or is of another trail.')
}
