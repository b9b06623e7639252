import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { media } from '@/drizzle/schema/media'
import { purgeSteps } from '@/drizzle/schema/retention'
import { lockCase } from '@/lib/cases/move-case'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import type { Attempted } from './attempt-steps'
import type { Outcome } from './purge-outcome'

const Input = z.object({ caseId: z.uuid(), attempted: z.custom<Attempted[]>() })

/** Notes what attempts at a case's steps came to; the trail is told when the first of them fails. */
export const recordSteps = command({
  permission: 'case.purge',
  input: Input,
  async run(tx, { caseId, attempted }, actor) {
    const { teamId } = actor
    if (attempted.length === 0) return { result: null, events: [] }
    await lockCase(tx, actor, caseId)
    const hadFailed = await hasFailed(tx, teamId, caseId)
    await noteOutcomes(tx, teamId, attempted)
    await markDeleted(tx, teamId, attempted)
    const fails = !hadFailed && (await hasFailed(tx, teamId, caseId))
    return { result: null, events: fails ? [{ type: 'case.purge_failed', caseId }] : [] }
  },
})

/** In one statement. What is proven stays as it was: another worker may have been at it too, and the receipt may be made. */
async function noteOutcomes(tx: Transaction, teamId: string, attempted: Attempted[]): Promise<void> {
  const rows = attempted.map(({ step: { id }, outcome }) => ({ id, ...columnsOf(outcome) }))
  await tx.execute(sql`
    update ${purgeSteps} s set attempts = s.attempts + 1, attempted_at = ${now().toISOString()}, result = r.result, failure = r.failure,
      proof = r.proof, proof_says = r."proofSays", proven_at = r."provenAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as r(id uuid, result text, failure text, proof text, "proofSays" text, "provenAt" timestamptz)
    where s.team_id = ${teamId} and s.id = r.id and s.result in ('waiting', 'failed')`)
}

/** A file whose deletion was proven is none that may be served, listed or counted, and needs no key. */
async function markDeleted(tx: Transaction, teamId: string, attempted: Attempted[]): Promise<void> {
  const files = new Set(['original', 'preview', 'map'])
  const gone = attempted.filter(({ step, outcome }) => files.has(step.copy) && 'proof' in outcome)
  if (gone.length === 0) return
  const ids = gone.map(({ step }) => step.subject)
  await tx
    .update(media)
    .set({ deletedAt: sql`coalesce(${media.deletedAt}, now())`, fileKey: null })
    .where(and(eq(media.teamId, teamId), inArray(media.id, ids)))
}

async function hasFailed(tx: Transaction, teamId: string, caseId: string): Promise<boolean> {
  const [found] = await tx
    .select({ id: purgeSteps.id })
    .from(purgeSteps)
    .where(
      and(
        eq(purgeSteps.teamId, teamId),
        eq(purgeSteps.caseId, caseId),
        eq(purgeSteps.result, 'failed'),
        ne(purgeSteps.required, false),
      ),
    )
    .limit(1)
  return found !== undefined
}

function columnsOf(outcome: Outcome) {
  switch (outcome.result) {
    case 'gone':
    case 'absent':
      return { result: outcome.result, failure: null, proof: outcome.proof, proofSays: outcome.says, provenAt: now() }
    case 'waiting':
      return { result: 'waiting' as const, failure: null, proof: null, proofSays: outcome.says, provenAt: null }
    case 'unknown':
      return { result: 'waiting' as const, failure: null, ...notCovered(outcome.says) }
    case 'failed': {
      const { failure } = outcome
      const known = outcome.notCovered ? notCovered(failure) : { proof: null, proofSays: null, provenAt: null }
      return { result: 'failed' as const, failure, ...known }
    }
    default:
      return outcome satisfies never
  }
}

function notCovered(says: string) {
  return { proof: 'not_covered' as const, proofSays: says, provenAt: now() }
}
