import { and, asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { media } from '@/drizzle/schema/media'
import { purgeSteps } from '@/drizzle/schema/retention'
import { type CaseRow, lockCase } from '@/lib/cases/move-case'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { isProven } from './build-receipt'
import { isCopyName } from './copies'
import { isDue } from './due-at'
import { isHeldByJob, isWorkedOn } from './is-worked-on'
import { planPurge, reasonOf } from './plan-purge'
import type { OpenStep, Purge } from './purge-outcome'
import { dropSeenHash, keepSeenHash } from './seen-before'
import { keepsSeenHash } from './survives'

/** Seconds until a purge that came while a worker still held the media is tried again. */
const pause = 1

export interface StartedPurge {
  purge: Purge
  /** Those without a proof, in their order. */
  steps: OpenStep[]
}

/**
 * Begins or goes on with the deletion of a case's media: what has to go, and which steps are not proven yet. Null when there is
 * nothing to do: nothing is due yet, or what still runs queues the purge when it ends, or a worker still holds the bytes and the
 * purge comes again by itself.
 */
export const startPurge = command({
  permission: 'case.purge',
  input: z.object({ caseId: z.uuid() }),
  async run(tx, { caseId }, actor) {
    const { teamId } = actor
    const found = await lockCase(tx, actor, caseId)
    const begins = found.retention === 'due' && isDue(found, now())
    if (!begins && found.retention !== 'purging') return { result: null, events: [] }
    if (await isWorkedOn(tx, teamId, caseId)) return { result: null, events: [] }
    if (begins) await begin(tx, found)
    const purge = await planPurge(tx, found)
    if (await isHeldByJob(tx, purge.detectionIds)) {
      return { result: null, events: [], jobs: [['case.purge', { teamId, caseId }, { startAfterSeconds: pause }]] }
    }
    const result: StartedPurge = { purge, steps: await readOpenSteps(tx, teamId, caseId) }
    return { result, events: [] }
  },
})

async function begin(tx: Transaction, found: CaseRow): Promise<void> {
  const { teamId, id: caseId } = found
  const reason = reasonOf(found)
  // Before the digest goes.
  const [original] = await tx
    .select({ sha256: media.sha256 })
    .from(media)
    .where(and(eq(media.teamId, teamId), eq(media.caseId, caseId), eq(media.copy, 'original')))
  if (!keepsSeenHash(reason)) await dropSeenHash(tx, { teamId, caseId })
  else if (original) await keepSeenHash(tx, { teamId, caseId, zeroRetention: found.zeroRetention, ...original })
  await tx
    .update(cases)
    .set({ retention: 'purging', purgeReason: reason, updatedAt: sql`now()` })
    .where(and(eq(cases.teamId, teamId), eq(cases.id, caseId)))
}

async function readOpenSteps(tx: Transaction, teamId: string, caseId: string): Promise<OpenStep[]> {
  const rows = await tx
    .select()
    .from(purgeSteps)
    .where(and(eq(purgeSteps.teamId, teamId), eq(purgeSteps.caseId, caseId)))
    .orderBy(asc(purgeSteps.position))
  return rows.flatMap((step) =>
    !isProven(step) && (step.required || step.provenAt === null) && isCopyName(step.copy)
      ? [{ ...step, copy: step.copy }]
      : [],
  )
}
