import { and, asc, eq, gt, lte } from 'drizzle-orm'
import { trailCheckpoints } from '@/drizzle/schema/trail'
import type { Transaction } from '@/lib/db/client'
import { checkSignature, noPrevious, noteHash, parseCheckpoint } from './checkpoint'
import { acceptedKeys } from './signing-key'
import type { ProblemList } from './trail-problem'

export type CheckpointRow = typeof trailCheckpoints.$inferSelect

/** The checkpoints over more than `after` and at most `until` entries, shortest first. */
export function readCheckpoints(
  tx: Transaction,
  teamId: string,
  { after, until, limit }: { after: number; until: number; limit?: number },
): Promise<CheckpointRow[]> {
  const found = tx
    .select()
    .from(trailCheckpoints)
    .where(
      and(eq(trailCheckpoints.teamId, teamId), gt(trailCheckpoints.size, after), lte(trailCheckpoints.size, until)),
    )
    .orderBy(asc(trailCheckpoints.size))
  return limit === undefined ? found : found.limit(limit)
}

/** Checks the checkpoints themselves, one after the other: what each says, who signed it, and that it names the one before. */
export function checkpointInspector(teamId: string, problems: ProblemList): (row: CheckpointRow) => void {
  const keys = acceptedKeys()
  let previous = noPrevious
  let before = 0
  return (row) => {
    const about = { checkpoint: row.size }
    const named = `The checkpoint of ${row.size} entries`
    const note = parseCheckpoint(row.note)
    if (!note || note.teamId !== teamId || note.size !== row.size || !note.root.equals(row.root)) {
      problems.add('checkpoint_changed', `${named} was changed: its note is not of this trail, size and root.`, about)
    } else {
      const state = checkSignature(note, keys)
      if (state === 'wrong')
        problems.add('signature_wrong', `${named} has a wrong signature: its text was changed.`, about)
      if (state === 'unknown') {
        problems.add(
          'key_unknown',
          `${named} was signed by no key of this server. If AUTH_SECRET was replaced, put the former public key into TRAIL_FORMER_KEYS.`,
          about,
        )
      }
    }
    if (note && note.previous !== previous) {
      problems.add(
        'chain_broken',
        before === 0
          ? `${named} is the first that is there, but it was signed after another: that one was removed.`
          : `${named} was not signed after that of ${before} entries: one between them was removed, or one of them was changed.`,
        about,
      )
    }
    previous = noteHash(row.note)
    before = row.size
  }
}
