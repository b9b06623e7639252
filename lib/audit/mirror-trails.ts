import { sql } from 'drizzle-orm'
import { trailMirrors } from '@/drizzle/schema/trail'
import { database, withTeam } from '@/lib/db/client'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { mirrorByEmail } from './mirror-email'
import { mirrorToFile } from './mirror-file'
import { mirrorOutside } from './mirror-outside'
import { mirrorByWebhook } from './mirror-webhook'

/** Copies every team's checkpoints outside, wherever it is time. Failures are noted, for admins to see, and logged. */
export async function mirrorTrails(): Promise<void> {
  const teams = await database().execute<{ id: string }>(sql`select all_teams() as id`)
  for (const { id } of teams) {
    await mirrorTrail(id)
    const { TRAIL_MIRROR_EMAIL, TRAIL_MIRROR_URL } = env()
    if (TRAIL_MIRROR_EMAIL) await mirrorOutside(id, 'email', mirrorByEmail)
    if (TRAIL_MIRROR_URL) await mirrorOutside(id, 'webhook', mirrorByWebhook)
  }
}

/** Copies a team's new checkpoints to its file, which is always done. */
export async function mirrorTrail(teamId: string): Promise<void> {
  try {
    await mirrorToFile(teamId)
  } catch (error) {
    log.error({ err: error, teamId }, 'could not copy checkpoints to the data folder')
    const failure = 'The file in the data folder cannot be written. Look at the log, and at the free space of the disk.'
    const kept = { failure, at: sql`now()` }
    await withTeam(teamId, (tx) =>
      tx
        .insert(trailMirrors)
        .values({ teamId, place: 'file', size: 0, ...kept })
        .onConflictDoUpdate({ target: [trailMirrors.teamId, trailMirrors.place], set: kept }),
    )
  }
}
