import { and, desc, eq, sql } from 'drizzle-orm'
import { trailCheckpoints, trailMirrors } from '@/drizzle/schema/trail'
import { now, secondsSince } from '@/lib/clock'
import { type Transaction, withTeam } from '@/lib/db/client'

/** Seconds from one copy to the next: of a trail that grew, of one that did not, and after one that did not arrive. */
const pauses = { grown: 3600, same: 86_400, failed: 600 }

/** What is copied: the newest checkpoint, whose chain covers all before. */
export interface Outgoing {
  teamId: string
  size: number
  note: string
}

type Place = 'email' | 'webhook'

/**
 * Copies a team's newest checkpoint to a place outside when it is time: once an hour where the trail grew, once a day anyway.
 * `send` answers why it did not arrive, as a sentence, or null. Of several workers one sends.
 */
export async function mirrorOutside(
  teamId: string,
  place: Place,
  send: (outgoing: Outgoing) => Promise<string | null>,
): Promise<void> {
  const outgoing = await withTeam(teamId, (tx) => takeTurn(tx, teamId, place))
  if (!outgoing) return
  const failure = await send(outgoing)
  const itself = and(eq(trailMirrors.teamId, teamId), eq(trailMirrors.place, place))
  await withTeam(teamId, (tx) =>
    tx
      .update(trailMirrors)
      .set({ failure, ...(failure === null && { size: outgoing.size }) })
      .where(itself),
  )
}

async function takeTurn(tx: Transaction, teamId: string, place: Place): Promise<Outgoing | null> {
  const [last] = await tx
    .select({ size: trailCheckpoints.size, note: trailCheckpoints.note })
    .from(trailCheckpoints)
    .where(eq(trailCheckpoints.teamId, teamId))
    .orderBy(desc(trailCheckpoints.size))
    .limit(1)
  if (!last) return null
  const itself = and(eq(trailMirrors.teamId, teamId), eq(trailMirrors.place, place))
  const [made] = await tx
    .insert(trailMirrors)
    .values({ teamId, place, size: 0, at: now() })
    .onConflictDoNothing()
    .returning()
  if (made) return { teamId, ...last }
  const [mirror] = await tx.select().from(trailMirrors).where(itself).for('update')
  if (!mirror) return null
  const pause = mirror.failure ? pauses.failed : mirror.size === last.size ? pauses.same : pauses.grown
  // A clock that was ahead and was put right must not silence the copies until it is as late again.
  const since = secondsSince(mirror.at)
  if (since >= 0 && since < pause) return null
  // Before it is sent: a second worker does not send it too, and a failed one waits.
  await tx
    .update(trailMirrors)
    .set({ at: sql`${now().toISOString()}::timestamptz` })
    .where(itself)
  return { teamId, ...last }
}
