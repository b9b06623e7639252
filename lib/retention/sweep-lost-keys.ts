import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import { remoteRuns } from '@/drizzle/schema/remote-runs'
import { caseKeys, caseSecrets } from '@/drizzle/schema/retention'
import type { AuditEvent } from '@/lib/audit/events'
import { queueCallbacks } from '@/lib/callbacks/queue-callbacks'
import { endReports, endRuns } from '@/lib/cases/end-work'
import { lockCase, moveCase } from '@/lib/cases/move-case'
import { now } from '@/lib/clock'
import { database, type Transaction, withTeam } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import type { Job } from '@/lib/jobs/payloads'
import { log } from '@/lib/log'
import { endReview } from '@/lib/reviews/end-review'

/** What a person reads of such a case. */
export const keyLost =
  'The database restarted after a crash and the key of this case was lost with it, so its media cannot be read any more. ' +
  'Zero retention keeps no second copy of a key. Hand the media in again if you still need it.'

interface OfCase {
  teamId: string
  caseId: string
}

/**
 * Ends every case of zero retention whose key went with a crash of the database: it fails, unless it was decided, and is purged.
 * Counts them. One case that cannot be ended keeps no other from it.
 */
export async function sweepLostKeys(): Promise<number> {
  const teams = await database().execute<{ id: string }>(sql`select all_teams() as id`)
  let ended = 0
  for (const { id: teamId } of teams) {
    for (const caseId of await findLost(teamId)) {
      try {
        const { lost } = await endLost({ kind: 'worker', teamId }, { caseId })
        if (lost) ended++
      } catch (error) {
        log.error({ err: error, caseId }, 'a case whose key was lost could not be ended; the next sweep tries again')
      }
    }
  }
  if (ended > 0) log.error({ ended }, 'cases of zero retention lost their keys with a crash of the database')
  return ended
}

/** Not yet being purged, sealed, and without a key. One statement, so one view of both tables. */
async function findLost(teamId: string): Promise<string[]> {
  const rows = await withTeam(teamId, (tx) =>
    tx
      .select({ id: cases.id })
      .from(cases)
      .where(and(eq(cases.teamId, teamId), isLost))
      .orderBy(cases.id),
  )
  return rows.map(({ id }) => id)
}

const isLost = and(
  eq(cases.zeroRetention, true),
  eq(cases.retention, 'due'),
  isNull(cases.withdrawnAt),
  // Where a person ordered its deletion that comes anyway, once nothing works on it.
  or(eq(cases.purgeReason, 'zero_retention'), eq(cases.state, 'analysing')),
  sql`not exists (select 1 from ${caseKeys} k where k.team_id = ${cases.teamId} and k.case_id = ${cases.id})`,
  // A case from before there were keys needs none.
  sql`(exists (select 1 from ${caseSecrets} s where s.team_id = ${cases.teamId} and s.case_id = ${cases.id})
    or exists (select 1 from ${media} m where m.team_id = ${cases.teamId} and m.case_id = ${cases.id}
      and m.file_key like 'case.%' and m.deleted_at is null))`,
)

const endLost = command({
  permission: 'case.purge',
  input: z.object({ caseId: z.uuid() }),
  async run(tx, { caseId }, actor) {
    const { teamId } = actor
    const ofCase = { teamId, caseId }
    // The runs before the case, as everybody does who locks both, and in one order.
    const runs = await tx
      .select({ id: detections.id })
      .from(detections)
      .where(and(eq(detections.teamId, teamId), eq(detections.caseId, caseId)))
      .orderBy(asc(detections.id))
      .for('update')
    const ids = runs.map(({ id }) => id)
    const found = await lockCase(tx, actor, caseId)
    const [lost] = await tx
      .select({ id: cases.id })
      .from(cases)
      .where(and(eq(cases.teamId, teamId), eq(cases.id, caseId), isLost))
    if (!lost) return { result: { lost: false }, events: [] }
    const events = await endWork(tx, ofCase, ids)
    const itself = and(eq(cases.teamId, teamId), eq(cases.id, caseId))
    const isOrdered = found.purgeReason !== null && found.purgeReason !== 'zero_retention'
    if (!isOrdered) await tx.update(cases).set({ purgeReason: 'key_lost', updatedAt: sql`now()` }).where(itself)
    // A decision outlives the media. What failed before the sweep came failed for want of the key.
    if (found.state === 'failed') await tx.update(cases).set({ failure: keyLost }).where(itself)
    else if (found.state !== 'decided' && found.state !== 'closed') {
      await moveCase(tx, found, 'failed', { failure: keyLost, claimedBy: null })
      events.push(...(await endReview(tx, ofCase)))
    }
    const jobs: Job[] = []
    for (const id of ids) jobs.push(...(await queueCallbacks(tx, teamId, id)))
    return {
      result: { lost: true },
      events: [...events, { type: 'case.key_lost', caseId }],
      jobs: [...jobs, ['case.purge', { teamId, caseId }]],
    }
  },
})

/** Ends whatever still works on the case: nothing of it could be read. */
async function endWork(tx: Transaction, { teamId, caseId }: OfCase, ids: string[]): Promise<AuditEvent[]> {
  if (ids.length === 0) return []
  await tx
    .update(remoteRuns)
    .set({ state: 'ended', tokenExpiresAt: now(), trouble: null, updatedAt: sql`now()` })
    .where(and(eq(remoteRuns.teamId, teamId), inArray(remoteRuns.detectionId, ids)))
  const ended = { teamId, caseId, ids, reason: keyLost }
  return [...(await endRuns(tx, ended)), ...(await endReports(tx, ended))]
}
