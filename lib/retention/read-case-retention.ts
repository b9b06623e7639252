import { and, asc, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { cases } from '@/drizzle/schema/cases'
import { media } from '@/drizzle/schema/media'
import { purgeSteps, receipts } from '@/drizzle/schema/retention'
import { members } from '@/drizzle/schema/teams'
import { openFacts } from '@/lib/audit/open-facts'
import type { CaseRow } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { notFound } from '@/lib/errors'
import { isProven } from './build-receipt'
import { copyTitle } from './copies'
import { dueAt } from './due-at'
import { findOpenRequest } from './list-erasures'
import { rulesOf } from './read-rules'
import { findSeenBefore } from './seen-before'
import { keepsSeenHash, onlyMediaGoes, survives } from './survives'

/**
 * What a case page says of retention: the deadline, what will stay or stayed, how far a deletion has come, a hold, an erasure that
 * is asked for, and where the same bytes were seen before. Throws `not_found`.
 */
export const readCaseRetention = query({
  permission: 'case.read',
  input: z.object({ number: z.number().int().positive() }),
  async run(tx, { number }, { teamId }) {
    const [found] = await tx
      .select({ row: cases, heldByName: members.name, receipt: receipts.sha256 })
      .from(cases)
      .leftJoin(members, eq(members.id, cases.heldBy))
      .leftJoin(receipts, and(eq(receipts.teamId, cases.teamId), eq(receipts.caseId, cases.id)))
      .where(and(eq(cases.teamId, teamId), eq(cases.number, number)))
    if (!found) throw notFound(`Case ${number}`)
    const { row, heldByName, receipt } = found
    const ofCase = { teamId, caseId: row.id }
    const reason = row.purgeReason ?? 'zero_retention'
    const steps = await readSteps(tx, ofCase)
    const required = steps.filter((step) => step.required)
    return {
      caseId: row.id,
      retention: row.retention,
      zeroRetention: row.zeroRetention,
      reason: row.retention === 'keep' ? null : reason,
      /** Null: as soon as nothing works on it, or never where the media is kept. */
      dueAt: row.retention === 'keep' ? null : dueAt(row),
      purgedAt: row.fileDeletedAt,
      receipt,
      steps,
      proven: required.filter((step) => step.proven).length,
      required: required.length,
      survives: survives({
        reason,
        keepsMaps: onlyMediaGoes(reason),
        keepSeenHash: (await rulesOf(tx, teamId)).keepSeenHash && keepsSeenHash(reason),
      }),
      held: await readHold(tx, row, heldByName),
      request: (await findOpenRequest(tx, ofCase)) ?? null,
      seenBefore: await findSeenBefore(tx, {
        ...ofCase,
        zeroRetention: row.zeroRetention,
        sha256: await readDigest(tx, ofCase),
      }),
    }
  },
})

export type CaseRetention = Awaited<ReturnType<typeof readCaseRetention>>
export type CaseRetentionStep = CaseRetention['steps'][number]

interface OfCase {
  teamId: string
  caseId: string
}

async function readSteps(tx: Transaction, { teamId, caseId }: OfCase) {
  const found = await tx
    .select()
    .from(purgeSteps)
    .where(and(eq(purgeSteps.teamId, teamId), eq(purgeSteps.caseId, caseId)))
    .orderBy(asc(purgeSteps.position))
  return found.map((step) => ({ ...step, title: copyTitle(step.copy), proven: isProven(step) }))
}

async function readHold(tx: Transaction, { teamId, id, heldAt }: CaseRow, heldByName: string | null) {
  if (heldAt === null) return null
  const [event] = await tx
    .select({ uid: auditEvents.uid, facts: auditEvents.facts })
    .from(auditEvents)
    .where(and(eq(auditEvents.teamId, teamId), eq(auditEvents.caseId, id), eq(auditEvents.type, 'case.held')))
    .orderBy(desc(auditEvents.id))
    .limit(1)
  const [opened] = event ? await openFacts(tx, teamId, [event]) : []
  const reason = opened?.facts.reason
  return { at: heldAt, byName: heldByName, reason: typeof reason === 'string' ? reason : null }
}

async function readDigest(tx: Transaction, { teamId, caseId }: OfCase): Promise<string> {
  const [original] = await tx
    .select({ sha256: media.sha256 })
    .from(media)
    .where(and(eq(media.teamId, teamId), eq(media.caseId, caseId), eq(media.copy, 'original')))
  return original?.sha256 ?? ''
}
