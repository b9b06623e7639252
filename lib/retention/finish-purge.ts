import { and, asc, count, eq, isNotNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { media } from '@/drizzle/schema/media'
import { purgeSteps, receipts, seenHashes } from '@/drizzle/schema/retention'
import type { AuditEvent } from '@/lib/audit/events'
import { type CaseRow, lockCase } from '@/lib/cases/move-case'
import { now, secondsSince } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import type { Job } from '@/lib/jobs/payloads'
import { tellOfPurge } from '@/lib/webhooks/tell-webhooks'
import { buildReceipt, isProven, type PurgeStep, receiptHash } from './build-receipt'
import { isWorkedOn } from './is-worked-on'
import { planPurge, reasonOf } from './plan-purge'
import { onlyMediaGoes, survives } from './survives'

/**
 * What a round of attempts led to. `done`: there is nothing (more) to do just now; `again`: something came meanwhile, so the
 * purge has to look once more; `failed`: copies are still there.
 */
export type PurgeRound = 'done' | 'again' | 'failed'

type Purged = Extract<AuditEvent, { type: 'case.purged' }>

/** While a purge is young, whoever holds a copy is asked often. Seconds. */
const young = 900

/**
 * Ends a case's purge once every required step has a proof: the case is purged, its receipt is made and its hash goes into the
 * trail. As long as somebody else has time to say that a copy is gone, they are asked again by themselves.
 */
export const finishPurge = command({
  permission: 'case.purge',
  input: z.object({ caseId: z.uuid() }),
  async run(tx, { caseId }, actor): Promise<{ result: PurgeRound; events: AuditEvent[]; jobs?: Job[] }> {
    const { teamId } = actor
    const found = await lockCase(tx, actor, caseId)
    // Ordered anew meanwhile, with more to go.
    if (found.retention !== 'purging') return { result: found.retention === 'due' ? 'again' : 'done', events: [] }
    // What runs queues the purge when it ends.
    if (await isWorkedOn(tx, teamId, caseId)) return { result: 'done', events: [] }
    await planPurge(tx, found)
    const steps = await readSteps(tx, teamId, caseId)
    const open = steps.filter((step) => step.required && !isProven(step))
    if (open.some(({ attempts }) => attempts === 0)) return { result: 'again', events: [] }
    if (open.some(({ result, proof }) => result === 'failed' && proof === null)) return { result: 'failed', events: [] }
    if (open.length > 0) return { result: 'done', events: [], jobs: askAgain(found, open) }
    const purged = await complete(tx, found, steps)
    return { result: 'done', events: [purged], jobs: await tellOfPurge(tx, teamId, purged) }
  },
})

function readSteps(tx: Transaction, teamId: string, caseId: string): Promise<PurgeStep[]> {
  return tx
    .select()
    .from(purgeSteps)
    .where(and(eq(purgeSteps.teamId, teamId), eq(purgeSteps.caseId, caseId)))
    .orderBy(asc(purgeSteps.position))
}

/** What is not covered is asked about once a day, by the sweep. */
function askAgain({ teamId, id: caseId }: CaseRow, open: PurgeStep[]): Job[] {
  const [waiting] = open.filter(({ result }) => result === 'waiting')
  if (!waiting) return []
  const startAfterSeconds = secondsSince(waiting.createdAt) < young ? 60 : 300
  return [['case.purge', { teamId, caseId }, { startAfterSeconds }]]
}

async function complete(tx: Transaction, found: CaseRow, steps: PurgeStep[]): Promise<Purged> {
  const { teamId, id: caseId, number } = found
  const reason = reasonOf(found)
  const completedAt = now()
  const began = Math.min(...steps.map(({ createdAt }) => createdAt.getTime()))
  const ofReceipt = and(eq(receipts.teamId, teamId), eq(receipts.caseId, caseId))
  const [earlier] = await tx.select({ sha256: receipts.sha256 }).from(receipts).where(ofReceipt)
  const isSeen = and(eq(seenHashes.teamId, teamId), eq(seenHashes.caseId, caseId))
  const document = buildReceipt(
    {
      teamId,
      caseId,
      number,
      reason,
      startedAt: new Date(Math.min(began, completedAt.getTime())),
      completedAt,
      survives: survives({
        reason,
        keepsMaps: onlyMediaGoes(reason) && (await tx.$count(media, stillThere(found))) > 0,
        keepSeenHash: (await tx.$count(seenHashes, isSeen)) > 0,
      }),
      replaces: earlier?.sha256 ?? null,
    },
    steps,
  )
  const sha256 = receiptHash(document)
  await tx
    .insert(receipts)
    .values({ teamId, caseId, document, sha256 })
    .onConflictDoUpdate({
      target: [receipts.teamId, receipts.caseId],
      set: { document, sha256, createdAt: sql`now()` },
    })
  await tx
    .update(cases)
    .set({ retention: 'purged', purgeReason: reason, fileDeletedAt: completedAt, updatedAt: sql`now()` })
    .where(and(eq(cases.teamId, teamId), eq(cases.id, caseId)))
  const [gone] = await tx
    .select({ copies: count() })
    .from(media)
    .where(and(eq(media.teamId, teamId), eq(media.caseId, caseId), isNotNull(media.deletedAt)))
  return { type: 'case.purged', caseId, because: reason, copies: gone?.copies ?? 0, receipt: sha256 }
}

function stillThere({ teamId, id }: CaseRow) {
  return and(eq(media.teamId, teamId), eq(media.caseId, id), sql`${media.deletedAt} is null`)
}
