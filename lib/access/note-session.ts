import { and, eq, lt } from 'drizzle-orm'
import { sessions } from '@/drizzle/schema/teams'
import { now } from '@/lib/clock'
import { withTeam } from '@/lib/db/client'
import { log } from '@/lib/log'
import type { Member } from './actor'

/** Milliseconds within which a session's use is noted once. */
const noteEvery = 60_000

const noted = new Map<string, number>()

/** Notes that a session was used, at most once a minute. Whoever asks need not wait for it: it never throws. */
export async function noteSession({ teamId, sessionId }: Pick<Member, 'teamId' | 'sessionId'>): Promise<void> {
  const at = now()
  if (at.getTime() - (noted.get(sessionId) ?? 0) < noteEvery) return
  if (noted.size > 10_000) noted.clear()
  noted.set(sessionId, at.getTime())
  const before = new Date(at.getTime() - noteEvery)
  try {
    await withTeam(teamId, (tx) =>
      tx
        .update(sessions)
        .set({ lastSeenAt: at })
        .where(and(eq(sessions.teamId, teamId), eq(sessions.id, sessionId), lt(sessions.lastSeenAt, before))),
    )
  } catch (error) {
    // A page is not refused because its session's last use could not be noted.
    log.warn({ err: error, sessionId }, 'could not note the use of a session')
  }
}
