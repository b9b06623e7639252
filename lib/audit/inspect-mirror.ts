import { and, desc, eq } from 'drizzle-orm'
import { trailCheckpoints, trailMirrors } from '@/drizzle/schema/trail'
import type { Transaction } from '@/lib/db/client'
import { checkSignature, parseCheckpoint } from './checkpoint'
import { type CheckpointRow, readCheckpoints } from './inspect-checkpoints'
import { readMirrorFile } from './mirror-file'
import { acceptedKeys } from './signing-key'
import type { ProblemList } from './trail-problem'

/** Checkpoints read at a time. */
const atOnce = 2_000

/**
 * Holds the database against the mirror file, from the first note to the last. `bytes`: how long the file was before the
 * database was read, null without a file; what is newer need not be in the database yet. Answers how many notes there are, or null.
 */
export async function inspectMirror(
  tx: Transaction,
  teamId: string,
  bytes: number | null,
  problems: ProblemList,
): Promise<number | null> {
  const ends = await readEnds(tx, teamId)
  if (bytes === null) {
    if (ends.copied > 0) {
      problems.add(
        'mirror_missing',
        'The mirror file is missing from the data folder, though checkpoints were copied to it.',
      )
    }
    return null
  }
  const copied = copiedCheckpoints(tx, teamId, ends.copied)
  let next = (await copied.next()).value
  let notes = 0
  let missing: number | undefined
  for await (const { note, end } of readMirrorFile(teamId)) {
    notes += 1
    const size = parseCheckpoint(note)?.size ?? 0
    const same = next?.size === size ? next.note : await readNote(tx, teamId, size)
    if (same !== note) {
      if (same !== undefined || end <= bytes) compare({ teamId, note, same, end: ends.size }, problems)
      continue
    }
    // What the database has as well was checked there. What it has before should have come before.
    for (; next && next.size <= size; next = (await copied.next()).value) {
      if (next.size < size) missing ??= next.size
    }
  }
  missing ??= next?.size
  if (missing !== undefined) {
    problems.add(
      'mirror_cut',
      `The checkpoint of ${missing} entries was copied to the mirror file, but is not in it.`,
      {
        checkpoint: missing,
      },
    )
  }
  return notes
}

function compare(
  { teamId, note, same, end }: { teamId: string; note: string; same: string | undefined; end: number },
  problems: ProblemList,
): void {
  const told = parseCheckpoint(note)
  if (told?.teamId !== teamId || checkSignature(told, acceptedKeys()) !== 'valid') {
    problems.add('mirror_changed', 'The mirror file has something that is no checkpoint of this trail: it was changed.')
    return
  }
  const { size } = told
  if (size > end) {
    problems.add(
      'cut_off',
      `The mirror file has a checkpoint of ${size} entries, but the database ends with one of ${end}: the end was cut off.`,
      { position: end, checkpoint: size },
    )
    return
  }
  problems.add(
    'checkpoint_changed',
    same === undefined
      ? `The mirror file has a checkpoint of ${size} entries that the database does not have: the trail was rewritten.`
      : `The mirror file has another checkpoint of ${size} entries than the database: the trail was rewritten.`,
    { checkpoint: size },
  )
}

/** The database's checkpoints of which it says that they were copied, shortest first. */
async function* copiedCheckpoints(
  tx: Transaction,
  teamId: string,
  until: number,
): AsyncGenerator<CheckpointRow, undefined> {
  for (let after = 0; after < until; ) {
    const rows = await readCheckpoints(tx, teamId, { after, until, limit: atOnce })
    yield* rows
    after = rows.at(-1)?.size ?? until
  }
}

async function readNote(tx: Transaction, teamId: string, size: number): Promise<string | undefined> {
  const [row] = await tx
    .select({ note: trailCheckpoints.note })
    .from(trailCheckpoints)
    .where(and(eq(trailCheckpoints.teamId, teamId), eq(trailCheckpoints.size, size)))
  return row?.note
}

/** The size of the last checkpoint, and up to which they were copied. */
async function readEnds(tx: Transaction, teamId: string): Promise<{ size: number; copied: number }> {
  const [last] = await tx
    .select({ size: trailCheckpoints.size })
    .from(trailCheckpoints)
    .where(eq(trailCheckpoints.teamId, teamId))
    .orderBy(desc(trailCheckpoints.size))
    .limit(1)
  const [mirror] = await tx
    .select({ size: trailMirrors.size })
    .from(trailMirrors)
    .where(and(eq(trailMirrors.teamId, teamId), eq(trailMirrors.place, 'file')))
  const size = last?.size ?? 0
  return { size, copied: Math.min(mirror?.size ?? 0, size) }
}
