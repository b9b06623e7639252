import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { database } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { inspectEntries } from './inspect-entries'
import { inspectMirror } from './inspect-mirror'
import { inspectOpenings } from './inspect-openings'
import { inspectWaiting } from './inspect-waiting'
import { mirrorBytes } from './mirror-file'
import { problemList, type TrailReport } from './trail-problem'

/**
 * Checks all of a team's trail: every entry's bytes, the tree, the checkpoints, what is not sealed, the values beside the
 * trail and the mirror file. It is an event itself. `onProgress` hears how many entries were gone through.
 * Throws DocketError `forbidden`.
 */
export async function verifyTrail(actor: Actor, onProgress?: (entries: number) => void): Promise<TrailReport> {
  authorise(actor, 'audit.verify')
  const report = await inspectTrail(actor.teamId, onProgress)
  await noteVerified(actor, {
    ok: report.found === 0,
    entries: report.entries,
    checkpoints: report.checkpoints,
    problems: report.found,
  })
  return report
}

/** The same without a trace. Everything is read from one snapshot, however much is recorded and sealed meanwhile. */
export async function inspectTrail(teamId: string, onProgress?: (entries: number) => void): Promise<TrailReport> {
  const problems = problemList()
  // Before the snapshot: every note up to there was committed by then.
  const bytes = await mirrorBytes(teamId)
  return database().transaction(
    async (tx) => {
      await tx.execute(sql`select set_config('app.team_id', ${teamId}, true)`)
      const { entries, checkpoints } = await inspectEntries(tx, teamId, problems, onProgress)
      const waiting = await inspectWaiting(tx, teamId, problems)
      const openings = await inspectOpenings(tx, teamId, problems)
      const mirrored = await inspectMirror(tx, teamId, bytes, problems)
      return {
        teamId,
        entries,
        checkpoints,
        waiting,
        openings,
        mirrored,
        found: problems.found(),
        problems: problems.first(),
      }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

const noteVerified = command({
  permission: 'audit.verify',
  input: z.object({
    ok: z.boolean(),
    entries: z.number().int(),
    checkpoints: z.number().int(),
    problems: z.number().int(),
  }),
  async run(_tx, input) {
    return { result: undefined, events: [{ type: 'trail.verified', ...input }] }
  },
})
